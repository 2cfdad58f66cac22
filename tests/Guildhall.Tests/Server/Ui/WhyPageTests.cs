using System.Net;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class WhyPageTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private Browsing _dana = null!;

    protected override async Task PrepareAsync()
    {
        _dana = await Hall.SignedInAsync("dana@example.com", "Buyer", World.Developer);
        var administrator = await Hall.AdministratorAsync();
        await administrator.ExperienceAsync("Baseline", [World.Engineering], [HallWorld.A]);
    }

    [Fact]
    public async Task Why_a_product_cannot_be_bought_is_told_with_the_way_and_who_approves_but_not_with_internal_names()
    {
        var (_, html) = await _dana.GetAsync($"/why/{HallWorld.B}");

        Assert.Contains("t I buy this?</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Your organization&#x27;s private marketplace governs your account and has not approved the product.", html, StringComparison.Ordinal);
        Assert.Contains("An experience is live and decides, alone.", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/requests/new?product={HallWorld.B}\"", html, StringComparison.Ordinal);
        Assert.Contains("Procurement <span", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Approved alternatives", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Baseline", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_product_can_be_bought_is_told_and_an_unknown_one_does_not_exist()
    {
        var (_, html) = await _dana.GetAsync($"/why/{HallWorld.A}");
        var (missing, _) = await _dana.GetAsync("/why/prod-zzzzzzzzzzzzz");

        Assert.Contains("Your organization&#x27;s private marketplace governs your account and approves the product.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Create request", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}

public sealed class WhyPageOnSqliteTests() : WhyPageTests(null);

[Trait("Ring", "Postgres")]
public sealed class WhyPageOnPostgresTests(PostgresServer server) : WhyPageTests(new PostgresDatabase(server));
