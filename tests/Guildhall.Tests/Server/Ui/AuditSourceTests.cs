using System.Net;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui;

/// <summary>The audit trail says truly by which door an act came in, and has people's sign-ins. security.md S-63, private-marketplace.md 9.4.</summary>
public abstract class AuditSourceTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        await Hall.AddPersonAsync("olga@example.com", "Administrator", World.Standalone);
        await Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);
    }

    [Fact]
    public async Task S63_A_change_on_a_page_is_told_from_one_by_the_API_and_one_by_a_command()
    {
        var administrator = await Hall.AdministratorAsync();
        var amara = await Hall.SignedInAsync("amara@example.com");

        await administrator.ExperienceAsync("By the API", [], []);
        await amara.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", "By a page"));
        var draft = new ChangeSetDraft([new ChangeDraft("CreateExperience", "Experience@1.0") { DetailsDocument = System.Text.Json.JsonSerializer.SerializeToElement(new { Name = "By a command" }) }]);
        var started = await Hall.Guildhall.ChangeSets.StartAsync(LocalOperator.For(new AccountId(World.Management)), draft, "request", TestContext.Current.CancellationToken);
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
        var dana = await Hall.SignedInAsync("dana@example.com");
        using var stranger = new Browsing(Hall.Url);
        await stranger.SignInAsync("dana@example.com", "wrong horse battery");
        await stranger.SignInAsync("nobody@example.com", "wrong horse battery");
        var amara = await Hall.SignedInAsync("amara@example.com");
        var olga = await Hall.SignedInAsync("olga@example.com");
        var maya = await Hall.SignedInAsync("maya@example.com", "MarketplaceManager", "");

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
        var dana = await Hall.SignedInAsync("dana@example.com");

        var (refused, _) = await dana.GetAsync("/console/audit");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var row = Assert.Single(await RowsAsync("ACCESS_DENIED"));
        Assert.Equal(("guildhall:ReadAudit", "page", World.Developer), (row.EventName, row.Source, row.Account));
    }

    private async Task<List<AuditRow>> RowsAsync(string about)
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.Audit.AsNoTracking().Where(a => a.Record.Contains(about)).OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class AuditSourceOnSqliteTests() : AuditSourceTests(null);

[Trait("Ring", "Postgres")]
public sealed class AuditSourceOnPostgresTests(PostgresServer server) : AuditSourceTests(new PostgresDatabase(server));
