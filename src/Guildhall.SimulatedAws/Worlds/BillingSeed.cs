using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Delivery;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>Tells the world what stands on bills beside the use of accounts, and has reports delivered. Inside <see cref="World.Seed{T}"/>.</summary>
public sealed class BillingSeed
{
    private readonly WorldState _state;

    internal BillingSeed(WorldState state) => _state = state;

    /// <summary>An account's purchase on AWS Marketplace, or new word of one: what was told of the same agreement before holds for earlier deliveries alone.</summary>
    public void Subscribe(MarketplacePurchase purchase) => _state.Tables.Subscriptions.Put(new MarketplaceSubscription
    {
        Number = _state.Told() + 1,
        AccountId = purchase.AccountId,
        ProductCode = purchase.ProductCode,
        ProductTitle = purchase.ProductTitle,
        Seller = purchase.Seller,
        AgreementId = purchase.AgreementId,
        Upfront = purchase.Upfront,
        Monthly = purchase.Monthly,
        Daily = purchase.Daily,
        From = purchase.From,
        Until = purchase.Until,
    });

    /// <summary>A credit of so many dollars on a day.</summary>
    public void Credit(string accountId, DateOnly day, decimal amount, string description) => Charge(accountId, ChargeKind.Credit, day, amount, description);

    /// <summary>A private discount on AWS's services, in percent, from the first month that begins on the day or later.</summary>
    public void Discount(string payerId, DateOnly from, decimal percent) => Charge(payerId, ChargeKind.Discount, from, percent, "Enterprise discount");

    /// <summary>Delivers all reports of an account now, from so many months before the present one on.</summary>
    /// <returns>How many reports the account has.</returns>
    public int Deliver(string accountId, int months)
    {
        var reports = _state.Indexes.Reports.Of(accountId).All.Select(_state.Tables.Reports.Get).ToList();
        foreach (var report in reports) _state.DeliverBack(report, months);
        return reports.Count;
    }

    internal void Charge(string accountId, ChargeKind kind, DateOnly day, decimal amount, string description) => _state.Tables.Charges.Put(new BillCharge
    {
        Number = _state.Told() + 1,
        AccountId = accountId,
        Kind = kind,
        Amount = amount,
        Day = day,
        Description = description,
        ToldAt = _state.Now,
    });
}

/// <summary>What an account buys on AWS Marketplace, in US dollars.</summary>
/// <param name="ProductCode">Opaque, as bills have it.</param>
/// <param name="Seller">The seller of record.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day without it; none while it runs on.</param>
/// <param name="Upfront">Paid on the first day.</param>
/// <param name="Monthly">Paid on the first day and on the same day of each month.</param>
/// <param name="Daily">Paid for an ordinary day's use.</param>
public sealed record MarketplacePurchase(
    string AccountId,
    string ProductCode,
    string ProductTitle,
    string Seller,
    string AgreementId,
    DateOnly From,
    DateOnly? Until = null,
    decimal Upfront = 0,
    decimal Monthly = 0,
    decimal Daily = 0);
