using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Benchmarks.Measuring;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>
/// The list of 10,000 member accounts, all of them known to Guildhall, on SQLite over loopback, beside a page that says hello. Goals: 50 ms of server time,
/// 300 ms a page (vendor-integration.md 19, item 12).
/// </summary>
internal static class AccountsBenchmark
{
    private const string Link = "link-benchmarks";

    public static async Task Run(Report report)
    {
        using var folder = await PreparedFolder.MakeAsync(new World(10_000, 300, widest: 100, usual: 20));
        await KnowAsync(PageServer.DatabaseOf(folder), folder.World);
        await using var server = await PageServer.StartAsync(folder);
        using var visitor = await server.SignInAsync();

        await PageBenchmark.TellAsync(report, "hello (/health/live, yardstick)", _ => visitor.GetAsync("/health/live"));
        await PageBenchmark.TellAsync(report, "the first 50 of 10,000 accounts", _ => visitor.GetAsync("/admin/accounts"));
        await PageBenchmark.TellAsync(report, "any 50, by organizational unit", i => visitor.GetAsync($"/admin/accounts?sort=Unit&skip={i % 200 * 50}"));
        await PageBenchmark.TellAsync(report, "a part of an id", i => visitor.GetAsync("/admin/accounts?q=" + folder.World.Accounts[i][4..9]));
        await PageBenchmark.TellAsync(report, "one account", i => visitor.GetAsync("/admin/accounts/" + folder.World.Accounts[i + 1]));
        report.Count("errors", visitor.Errors, "");
    }

    private static async Task KnowAsync(Database database, World world)
    {
        await using var db = database.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Add(new LinkRow { Id = Link, AccountId = world.Accounts[0], Name = "Benchmarks", Region = "us-east-1", AccessKeyId = "", EncryptedSecret = "", Mode = "Adopt", State = LinkStates.Paused, TenantId = PreparedFolder.Tenant });
        db.AddRange(world.Accounts.Skip(1).Select(id => new MemberAccountRow { AccountId = id, LinkId = Link, Source = "Created", State = "Active", DisplayName = id, Version = 1 }));
        await db.SaveChangesAsync();
    }
}
