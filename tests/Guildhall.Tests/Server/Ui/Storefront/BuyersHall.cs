using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Search;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>A hall with more to buy, all of it approved for Dana but the meter.</summary>
public abstract class BuyersHall(PostgresDatabase? postgres) : SearchHall(postgres)
{
    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await OfferAsync(Purchases.Lines);
        await ApproveAsync(Purchases.Relay, Purchases.Crew, Purchases.Guide);
    }

    /// <summary>Imports lines in which DEVELOPER and LEDGER stand for accounts.</summary>
    public Task OfferAsync(string lines) => ImportAsync(lines.Replace("DEVELOPER", World.Developer, StringComparison.Ordinal).Replace("LEDGER", World.Ledger, StringComparison.Ordinal));

    public Task ApproveAsync(params string[] products) => ChangeAsync("AllowProductProcurement", products);

    public Task DenyAsync(params string[] products) => ChangeAsync("DenyProductProcurement", products);

    private async Task ChangeAsync(string type, string[] products)
    {
        var set = await Administrator.RunAsync(HallCaller.Change(type, Experience, new { Products = new[] { new { Ids = products } } }));
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
    }
}

public sealed class SqliteBuyersHall() : BuyersHall(null);

public sealed class PostgresBuyersHall(PostgresServer server) : BuyersHall(new PostgresDatabase(server));

/// <summary>Dana buys for the developer's account, Lena for the ledger's, which nothing governs; Amara administers.</summary>
public abstract class Buyers(BuyersHall hall) : StorefrontPeople(hall)
{
    public BuyersHall Hall => hall;

    /// <summary>How many agreements there are.</summary>
    public async Task<int> AgreementsAsync()
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        return await db.Agreements.CountAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What a form names a way to take an offer by.</summary>
    public async Task<string> WayAsync(string offer, PurchaseKind kind) =>
        PurchaseWay.Of((await hall.Hall.Guildhall.Offers.FindAsync(new AccountId(hall.World.Developer), offer, TestContext.Current.CancellationToken))!).Single(w => w.Kind == kind).Id;

    public async Task<Reader> LenaAsync()
    {
        const string email = "lena@example.com";
        if (await hall.Hall.Guildhall.People.FindByEmailAsync(email, TestContext.Current.CancellationToken) is null) await hall.Hall.AddPersonAsync(email, "Buyer", hall.World.Ledger);
        return new Reader(await hall.Hall.SignedInAsync(email));
    }
}

public sealed class SqliteBuyers() : Buyers(new SqliteBuyersHall());

public sealed class PostgresBuyers(PostgresServer server) : Buyers(new PostgresBuyersHall(server));
