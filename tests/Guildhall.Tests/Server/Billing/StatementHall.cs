using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Vending;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>A line of a report.</summary>
public sealed record ReportedLine(string Account, decimal Cost, string Type = "Usage", string Product = "AmazonEC2", string Entity = "AWS", string Currency = "USD", int Day = 5, string Invoice = "1234567890", string Description = "", string UsageType = "");

/// <summary>A hall with reports to make statements of: Ledger's costs are Birch's, Developer's are Cedar's, the others' nobody's.</summary>
public abstract class StatementHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HallCaller Billing { get; private set; } = null!;

    public HallCaller Administrator { get; private set; } = null!;

    public string Tenant { get; private set; } = "";

    /// <summary>The last complete month, and others before it.</summary>
    public BillingMonth Month(int before = 0) => BillingMonth.Of(TimeProvider.System.GetUtcNow()).Plus(-1 - before);

    protected override async Task PrepareAsync()
    {
        Administrator = await Hall.AdministratorAsync();
        Billing = await Hall.CallerAsync(World.Management, "billing", "GuildhallBilling");
        Tenant = Hall.Guildhall.Marketplaces.FindTenantOf(new Guildhall.Domain.AccountId(World.Management))!.State.Tenant.Value;
        await LabelAsync(World.Ledger, """{"company":"Birch","costCentre":"CC 1"}""");
        await LabelAsync(World.Developer, """{"company":"Cedar"}""");
    }

    /// <summary>Reads a month's report; each call is a new version of it.</summary>
    public Task ReportAsync(BillingMonth month, params IEnumerable<ReportedLine> lines) => ReportFiles.IngestAsync(Hall, World, month, lines);

    /// <summary>A new price rule of the organization, unless it says otherwise; its id.</summary>
    public async Task<string> RuleAsync(JsonObject rule)
    {
        if (!rule.ContainsKey("target")) (rule["target"], rule["targetValue"]) = ("organization", Tenant);
        rule["name"] ??= "A rule";
        var made = await Billing.PostAsync("/api/v1/billing/prices", rule.ToJsonString());
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        return made.Json["rule"]!["id"]!.GetValue<string>();
    }

    public Task<HallAnswer> CloseAsync(BillingMonth month, bool dryRun = false) => Billing.PostAsync("/api/v1/billing/statements/close", new { period = $"{month}", organizationId = Tenant, dryRun });

    /// <summary>The month's statements; what is nobody's has the name "".</summary>
    public async Task<Dictionary<string, JsonNode>> StatementsAsync(BillingMonth month)
    {
        var answer = await Billing.GetAsync($"/api/v1/billing/statements?period={month}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json["statements"]!.AsArray().ToDictionary(s => (string?)s!["company"] ?? "", s => s!);
    }

    /// <summary>Gives an account other labels, when nothing is done to it any more.</summary>
    public async Task LabelAsync(string account, string labels)
    {
        await RestedAsync(account);
        var answer = await Administrator.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{account}", labels);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
    }

    /// <summary>How an account stands when nothing is done to it any more.</summary>
    public async Task<string> RestedAsync(string account)
    {
        for (var tries = 0; ; tries++)
        {
            var view = (await Hall.Guildhall.Accounts.FindAsync(OrderReach.Operator("test"), account, Cancellation)).Value;
            if (!view.Steps.Any(s => s.Open)) return view.Standing;
            Assert.True(tries < 300, view.Steps[0].Problem);
            await Task.Delay(100, Cancellation);
        }
    }
}

public sealed class SqliteStatementHall() : StatementHall(null);

public sealed class PostgresStatementHall(PostgresServer server) : StatementHall(new PostgresDatabase(server));
