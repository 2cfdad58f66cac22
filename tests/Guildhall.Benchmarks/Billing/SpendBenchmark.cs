using Guildhall.App.Billing.Ingest;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Benchmarks.Servers;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Billing;

/// <summary>
/// The page of spend over 24 months of 10,000 accounts that use twelve products each, on SQLite over loopback, beside a page that says hello. Goal: 100 ms of server time. The server in
/// this process has no background loops: the first visit reads the months, which a server does after its start.
/// </summary>
internal static class SpendBenchmark
{
    private const string Link = "link-benchmarks";
    private const int Months = 24, Companies = 50, Products = 12, Aws = 9;

    private static readonly BillingMonth Newest = new(202610);

    public static async Task Run(Report report)
    {
        using var folder = await PreparedFolder.MakeAsync(new World(10_000, 300, widest: 100, usual: 20));
        await SpendAsync(PageServer.DatabaseOf(folder), folder.World);
        await using var server = await PageServer.StartAsync(folder);
        using var visitor = await server.SignInAsync();

        var query = $"/spend?from={Newest.Plus(1 - Months)}&to={Newest}";
        var start = TimeProvider.System.GetTimestamp();
        await visitor.GetAsync(query);
        report.Count("the first visit", TimeProvider.System.GetElapsedTime(start).TotalMilliseconds, "ms");
        await PageBenchmark.TellAsync(report, "hello (/health/live, yardstick)", _ => visitor.GetAsync("/health/live"));
        await PageBenchmark.TellAsync(report, "24 months by account", _ => visitor.GetAsync(query));
        await PageBenchmark.TellAsync(report, "24 months by company", _ => visitor.GetAsync(query + "&by=company"));
        await PageBenchmark.TellAsync(report, "24 months by service and product", _ => visitor.GetAsync(query + "&by=product"));
        await PageBenchmark.TellAsync(report, "24 months of a company's 200 accounts, with their days", i => visitor.GetAsync($"{query}&company=Company {i % Companies}"));
        await PageBenchmark.TellAsync(report, "24 months of an account", i => visitor.GetAsync($"{query}&by=product&account={folder.World.Accounts[i + 1]}"));

        // Three of the twelve products are of AWS Marketplace and everybody's: as much of it as there can be.
        await PageBenchmark.TellAsync(report, "a product that 10,000 accounts pay for, 12 months", i => visitor.GetAsync($"/products/{folder.World.Products[Aws + (i % (Products - Aws))]}"));
        await PageBenchmark.TellAsync(report, "a product that nobody pays for", i => visitor.GetAsync($"/products/{folder.World.Products[Products + (i % 200)]}"));
        await PageBenchmark.TellAsync(report, "the dashboard, with spend inside and outside lists", _ => visitor.GetAsync("/console"));
        await PageBenchmark.TellAsync(report, "an experience, with spend inside and outside its list", i => visitor.GetAsync($"/console/experiences/{World.Experience(i % 100)}"));
        report.Count("errors", visitor.Errors, "");
    }

    private static async Task SpendAsync(Database database, World world)
    {
        await using var db = database.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Add(new LinkRow { Id = Link, AccountId = world.Accounts[0], Name = "Benchmarks", Region = "us-east-1", AccessKeyId = "", EncryptedSecret = "", Mode = "Adopt", State = LinkStates.Paused, TenantId = PreparedFolder.Tenant });
        db.AddRange(world.Accounts.Skip(1).Select((id, i) => new MemberAccountRow { AccountId = id, LinkId = Link, Source = "Created", State = "Active", DisplayName = id, Company = $"Company {i % Companies}", Version = 1 }));
        db.AddRange(Enumerable.Range(0, Months).Select(m => new BillingMonthRow { TenantId = PreparedFolder.Tenant, Month = Newest.Plus(-m).Number, Load = m + 1, Version = 1 }));
        await db.SaveChangesAsync();
        var days = $"x'{Convert.ToHexString(PackedDays.Write([.. Enumerable.Range(1, 30).Select(day => new Cost(new DateOnly(2026, 1, day), null!, new(1_000_000_007), new(1_000_000_007), new(1_000_000_007), 1))]))}'";
        var codes = string.Join(' ', Enumerable.Range(Aws, Products - Aws).Select(n => $"WHEN {n} THEN '{world.Products[n]["prod-".Length..]}'"));
        await db.Database.ExecuteSqlRawAsync($"""
            CREATE TEMP TABLE p AS WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r WHERE n < {Products - 1}) SELECT n, CASE WHEN n < {Aws} THEN 'AWS' ELSE 'AWS Marketplace' END AS e, CASE n CODES ELSE 'Product' || n END AS c FROM r;
            CREATE TEMP TABLE m AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {Months}) SELECT n FROM r;
            CREATE TEMP TABLE d AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 30) SELECT n FROM r;
            INSERT INTO "AccountCosts" ("Load", "Account", "BillingEntity", "ProductCode", "AgreementId", "Currency", "Unblended", "Net", "Amortised")
            SELECT m.n, a."AccountId", p.e, p.c, '', 'USD', (p.n + 1) * m.n * 1000000007, (p.n + 1) * m.n * 1000000007, (p.n + 1) * m.n * 1000000007 FROM m, "MemberAccounts" a, p ORDER BY 1, 2, 3, 4;
            INSERT INTO "DayCosts" ("Load", "Day", "BillingEntity", "ProductCode", "LineItemType", "Currency", "Unblended", "Net", "Amortised")
            SELECT m.n, d.n, p.e, p.c, 'Usage', 'USD', 1000000007, 1000000007, 1000000007 FROM m, d, p ORDER BY 1, 2, 3, 4;
            INSERT INTO "CostKeys" ("Load", "Key", "BillingEntity", "LegalEntity", "ProductCode", "ProductName", "LineItemType", "Region", "UsageType", "Currency", "InvoiceId", "AgreementId", "Tags")
            SELECT m.n, p.n, p.e, '', p.c, 'Product ' || p.n, 'Usage', '', '', 'USD', '', '', '' FROM m, p;
            INSERT INTO "Costs" ("Load", "Account", "Key", "Unblended", "Lines", "Days")
            SELECT 1, a."AccountId", p.n, 30 * 1000000007, 30, {days} FROM "MemberAccounts" a, p ORDER BY 2, 3;
            """.Replace("CODES", codes, StringComparison.Ordinal));
    }
}
