using System.Net;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Ui;

public sealed class WhyPageTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private RunningHall _hall = null!;
    private Browsing _dana = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        await _hall.Guildhall.People.CreateAsync("dana@example.com", "Dana", [new GivenRole("Buyer", new AccountId(_hall.World.Developer))], new Secret(Password), TestContext.Current.CancellationToken);
        _dana = new Browsing(_hall.Url);
        await _dana.SignInAsync("dana@example.com", Password);
        var administrator = await _hall.AdministratorAsync();
        await administrator.RunAsync(
            new { ChangeType = "CreateExperience", ChangeName = "Make", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Baseline" } },
            new { ChangeType = "CreateProcurementPolicy", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Name = "Products" } },
            new { ChangeType = "AllowProductProcurement", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Products = new[] { new { Ids = new[] { HallWorld.A } } } } },
            new { ChangeType = "AssociateAudience", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Principals = new[] { _hall.World.Engineering } } },
            new { ChangeType = "UpdateExperience", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Status = "Enabled" } });
    }

    public async ValueTask DisposeAsync()
    {
        _dana.Dispose();
        await _hall.DisposeAsync();
    }

    [Fact]
    public async Task Why_a_product_cannot_be_bought_is_told_with_the_way_the_decider_and_who_approves()
    {
        var (_, html) = await _dana.GetAsync($"/why/{HallWorld.B}");

        Assert.Contains("t I buy this?</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Baseline governs your account and has not approved the product.", html, StringComparison.Ordinal);
        Assert.Contains("Baseline is live and decides, alone.", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/requests/new?product={HallWorld.B}\"", html, StringComparison.Ordinal);
        Assert.Contains("Procurement <span", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_product_can_be_bought_is_told_and_an_unknown_one_does_not_exist()
    {
        var (_, html) = await _dana.GetAsync($"/why/{HallWorld.A}");
        var (missing, _) = await _dana.GetAsync("/why/prod-zzzzzzzzzzzzz");

        Assert.Contains("Baseline governs your account and approves the product.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Create request", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
