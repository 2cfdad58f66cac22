using System.Net;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui;

/// <summary>The audit trail says truly by which door an act came in, and has people's sign-ins. security.md S-63, private-marketplace.md 9.4.</summary>
public sealed class AuditSourceTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private RunningHall _hall = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        await AddAsync("amara@example.com", "Administrator", _hall.World.Management);
        await AddAsync("olga@example.com", "Administrator", _hall.World.Standalone);
        await AddAsync("dana@example.com", "Buyer", _hall.World.Developer);
    }

    public ValueTask DisposeAsync() => _hall.DisposeAsync();

    [Fact]
    public async Task S63_A_change_on_a_page_is_told_from_one_by_the_API_and_one_by_a_command()
    {
        var administrator = await _hall.AdministratorAsync();
        using var amara = await SignInAsync("amara@example.com");

        await administrator.ExperienceAsync("By the API", [], []);
        await amara.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", "By a page"));
        var draft = new ChangeSetDraft([new ChangeDraft("CreateExperience", "Experience@1.0") { DetailsDocument = System.Text.Json.JsonSerializer.SerializeToElement(new { Name = "By a command" }) }]);
        var started = await _hall.Guildhall.ChangeSets.StartAsync(LocalOperator.For(new AccountId(_hall.World.Management)), draft, "request", TestContext.Current.CancellationToken);
        await administrator.EndAsync(started.Value.Id.Value);

        foreach (var (name, source, words) in new[] { ("By the API", "aws-api", "AWS API"), ("By a page", "page", "Page"), ("By a command", "cli", "Command line") })
        {
            var rows = await RowsAsync($"\"{name}\"");
            Assert.Equal(["StartChangeSet", "EndChangeSet"], rows.Select(r => r.EventName));
            Assert.All(rows, row => Assert.Equal(source, row.Source));
            var (_, shown) = await amara.GetAsync($"/console/audit/{rows[0].Sequence}");
            Assert.Contains($"<dt>Through</dt><dd>{words}</dd>", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S63_Sign_ins_and_failed_ones_of_its_people_are_in_the_organizations_trail_and_in_no_other()
    {
        using var dana = await SignInAsync("dana@example.com");
        using var stranger = new Browsing(_hall.Url);
        await stranger.SignInAsync("dana@example.com", "wrong horse battery");
        await stranger.SignInAsync("nobody@example.com", "wrong horse battery");
        using var amara = await SignInAsync("amara@example.com");
        using var olga = await SignInAsync("olga@example.com");
        await _hall.Guildhall.People.CreateAsync("maya@example.com", "Maya", [new GivenRole("MarketplaceManager", new AccountId(""))], new Secret(Password), TestContext.Current.CancellationToken);
        using var maya = await SignInAsync("maya@example.com");

        var (_, own) = await amara.GetAsync("/console/audit?actor=dana");
        var (_, failed) = await amara.GetAsync("/console/audit?event=SignInFailed");
        var (_, others) = await olga.GetAsync("/console/audit");
        var (_, installation) = await maya.GetAsync("/console/audit?event=SignInFailed");

        Assert.Contains(">SignIn<", own, StringComparison.Ordinal);
        Assert.Contains(">SignInFailed<", own, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody@example.com", failed, StringComparison.Ordinal);
        Assert.Contains("olga@example.com", others, StringComparison.Ordinal);
        Assert.DoesNotContain("dana@example.com", others, StringComparison.Ordinal);
        Assert.Contains("nobody@example.com", installation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S63_A_page_that_policies_refuse_is_audited()
    {
        using var dana = await SignInAsync("dana@example.com");

        var (refused, _) = await dana.GetAsync("/console/audit");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var row = Assert.Single(await RowsAsync("ACCESS_DENIED"));
        Assert.Equal(("guildhall:ReadAudit", "page", _hall.World.Developer), (row.EventName, row.Source, row.Account));
    }

    private async Task<List<AuditRow>> RowsAsync(string about)
    {
        await using var db = _hall.Guildhall.Database.Open();
        return await db.Audit.AsNoTracking().Where(a => a.Record.Contains(about)).OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Browsing> SignInAsync(string email)
    {
        var browsing = new Browsing(_hall.Url);
        await browsing.SignInAsync(email, Password);
        return browsing;
    }

    private async Task AddAsync(string email, string role, string account) =>
        Assert.False((await _hall.Guildhall.People.CreateAsync(email, email[..4], [new GivenRole(role, new AccountId(account))], new Secret(Password), TestContext.Current.CancellationToken)).Refused);
}
