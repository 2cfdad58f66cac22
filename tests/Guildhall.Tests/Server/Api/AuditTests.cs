using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Api;

/// <summary>What the audit log has of calls. private-marketplace.md 9.4, security.md 6.2 and S-63.</summary>
public abstract class AuditTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        RunningHall.StartAsync(database, options => options with { ChangeSetDelay = TimeSpan.FromMinutes(1) });

    [Fact]
    public async Task S63_An_accepted_change_set_is_audited_before_it_has_run()
    {
        var administrator = await Hall.AdministratorAsync();
        var set = await administrator.StartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Audited" } });

        var row = Assert.Single(await RowsAsync(set));
        var record = JsonNode.Parse(row.Record)!;
        Assert.Equal(("StartChangeSet", "aws-api", administrator.Account, $"arn:aws:iam::{administrator.Account}:user/admin"), (row.EventName, row.Source, row.Account, row.Arn));
        Assert.Equal("marketplacecatalog.amazonaws.com", record["eventSource"]!.GetValue<string>());
        Assert.Equal("PREPARING", record["responseElements"]!["status"]!.GetValue<string>());
        Assert.Contains("Audited", record["requestParameters"]!.ToJsonString(), StringComparison.Ordinal);

        await administrator.SendAsync(HttpMethod.Patch, $"/CancelChangeSet?catalog=AWSMarketplace&changeSetId={set}", "");
        Assert.Equal(["StartChangeSet", "CancelChangeSet"], (await RowsAsync(set)).Select(r => r.EventName));
    }

    [Fact]
    public async Task S63_A_call_that_policies_refuse_is_audited_and_one_that_is_malformed_is_not()
    {
        var buyer = await Hall.BuyerAsync();
        var refused = await buyer.TryStartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "No" } });
        Assert.Equal("AccessDeniedException", refused.ErrorType);
        var malformed = await buyer.PostAsync("/StartChangeSet", new { Catalog = "Elsewhere" });
        Assert.Equal("ValidationException", malformed.ErrorType);
        var own = await buyer.PostAsync("/api/v1/organization/restore", new { });
        Assert.Equal(HttpStatusCode.Forbidden, own.Status);

        var rows = await RowsAsync(buyer.Credentials.AccessKeyId);

        Assert.Equal(["StartChangeSet", "guildhall:RestoreAssociations"], rows.Select(r => r.EventName));
        Assert.Equal("AccessDeniedException", JsonNode.Parse(rows[0].Record)!["errorCode"]!.GetValue<string>());
        Assert.Equal(World.OrganizationId, rows[0].TenantId);
    }

    [Fact]
    public async Task S63_A_wrong_signature_for_one_of_our_keys_is_audited_and_no_secret_with_it()
    {
        var administrator = await Hall.AdministratorAsync();
        var key = administrator.Credentials.AccessKeyId;
        var thief = new HallCaller(Hall, administrator.Account, new SigningCredentials(key, "a-guessed-secret-of-forty-characters-000"));
        Assert.Equal(HttpStatusCode.Forbidden, (await thief.PostAsync("/ListEntities", ApiHall.List("Experience"))).Status);
        var stranger = new HallCaller(Hall, administrator.Account, new SigningCredentials("AKIANOBODYHASTHIS000", "a-guessed-secret-of-forty-characters-000"));
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsync("/ListEntities", ApiHall.List("Experience"))).Status);

        var row = Assert.Single(await RowsAsync(key));

        Assert.Equal(("ListEntities", "InvalidSignature"), (row.EventName, JsonNode.Parse(row.Record)!["errorCode"]!.GetValue<string>()));
        Assert.DoesNotContain("Signature=", row.Record, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync("AKIANOBODYHASTHIS000"));
    }

    [Fact]
    public async Task S63_A_page_looks_through_so_many_records_and_the_next_goes_on_where_it_ended()
    {
        await using (var db = Hall.Guildhall.Database.Open())
        {
            db.Audit.AddRange(Enumerable.Range(0, 25).Select(n => Sought(n, n is 1 or 24 ? "ent-sought" : "ent-other")));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var queries = new AuditQueries(Hall.Guildhall.Database, Hall.Guildhall.Marketplaces, new PageTokens(new byte[32])) { MostRead = 10 };
        var pages = new List<string[]>();
        for (string? next = null; pages.Count == 0 || next is not null;)
        {
            var page = (await queries.ListAsync(LocalOperator.For(new AccountId(World.Management)), new AuditFilter { EventName = "Sought", Entity = "ent-sought" }, next, TestContext.Current.CancellationToken)).Value;
            pages.Add([.. page.Items.Select(a => a.RequestId)]);
            next = page.NextToken;
        }

        Assert.Equal(["sought-24"], pages[0]);
        Assert.Empty(pages[1]);
        Assert.Equal(["sought-1"], pages[2]);
    }

    private AuditRow Sought(int number, string entity) => new()
    {
        TenantId = World.OrganizationId,
        Time = DateTimeOffset.UnixEpoch,
        RequestId = $"sought-{number}",
        Account = World.Management,
        Arn = "arn:aws:iam::" + World.Management + ":user/admin",
        Source = "api",
        EventName = "Sought",
        Record = new JsonObject { ["changes"] = new JsonArray(new JsonObject { ["entityId"] = entity }) }.ToJsonString(),
    };

    /// <summary>What the log says about a key after it was made.</summary>
    private async Task<List<AuditRow>> RowsAsync(string about)
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.Audit.AsNoTracking().Where(a => a.Record.Contains(about) && a.EventName != "CreateAccessKey").OrderBy(a => a.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class AuditOnSqliteTests() : AuditTests(null);

[Trait("Ring", "Postgres")]
public sealed class AuditOnPostgresTests(PostgresServer server) : AuditTests(new PostgresDatabase(server));
