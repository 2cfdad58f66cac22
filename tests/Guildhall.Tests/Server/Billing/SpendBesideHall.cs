using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>
/// A hall whose Developer is governed by an experience that approves product A alone, while nothing governs Ledger; with four months of bills: the present one, two before it in which both pay for A
/// and B, and one that is empty between.
/// </summary>
public abstract class SpendBesideHall(PostgresDatabase? postgres) : StatementHall(postgres)
{
    public string Experience { get; private set; } = "";

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Experience = await Administrator.ExperienceAsync("Builders", [World.Engineering], [HallWorld.A]);
        var newest = Month(-1);
        await ReportAsync(newest.Plus(-3), Charge(World.Developer, HallWorld.A, 8));
        await ReportAsync(newest.Plus(-2), new ReportedLine(World.Ledger, 3));
        await ReportAsync(newest.Plus(-1), Charge(World.Developer, HallWorld.A, 40), Charge(World.Ledger, HallWorld.A, 5.5m), Charge(World.Developer, HallWorld.B, 16), new ReportedLine(World.Ledger, 1_000));
        await ReportAsync(newest, Charge(World.Developer, HallWorld.A, 70), Charge(World.Ledger, HallWorld.B, 4), Charge(World.Developer, "5hnnevunknown", 9), new ReportedLine(World.Developer, 12, Day: 2));
    }

    /// <summary>A charge of AWS Marketplace, under the product's code.</summary>
    private static ReportedLine Charge(string account, string product, decimal cost) => new(account, cost, Product: product.Replace("prod-", "", StringComparison.Ordinal), Entity: BillingEntity.Marketplace, Day: 1);
}

public sealed class SqliteSpendBesideHall() : SpendBesideHall(null);

public sealed class PostgresSpendBesideHall(PostgresServer server) : SpendBesideHall(new PostgresDatabase(server));
