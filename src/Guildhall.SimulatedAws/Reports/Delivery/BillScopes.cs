using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Costs;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>What the bill of a delivery is made from: the world as the delivery knew it.</summary>
internal static class BillScopes
{
    public static BillScope Of(WorldState state, ReportDelivery delivery)
    {
        var month = new BillingMonth(delivery.Month);
        var accounts = AccountsOf(state, delivery, month);
        var ids = accounts.Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        return new BillScope
        {
            PayerId = delivery.PayerId,
            Month = month,
            AsOf = delivery.At,
            Accounts = accounts,
            Subscriptions = SubscriptionsOf(state, delivery, ids).ToLookup(subscription => subscription.AccountId),
            Charges = Charges(state, delivery, ids).ToLookup(charge => charge.AccountId),
            Discount = DiscountOf(state, delivery, month),
        };
    }

    /// <summary>The accounts of a delivery and their times. Who joined after it is in none.</summary>
    public static IReadOnlyList<BilledAccount> AccountsOf(WorldState state, ReportDelivery delivery, BillingMonth month)
    {
        var spans = new SortedDictionary<string, List<(DateTimeOffset From, DateTimeOffset Until)>>(Comparer<string>.Create((one, other) => Compare(delivery.PayerId, one, other)));
        if (delivery.OrganizationId is { } organization && delivery.PayerId == delivery.AccountId)
        {
            foreach (var former in state.Indexes.FormerMembers.Of(organization).All.Select(state.Tables.FormerMemberships.Get)) Add(former.AccountId, former.Since, former.Until);
            foreach (var member in state.Indexes.Members.Of(organization).All.Select(state.Tables.Accounts.Get)) Add(member.Id, member.Membership!.Since, DateTimeOffset.MaxValue);
        }
        else
        {
            Add(delivery.AccountId, state.Tables.Accounts.Get(delivery.AccountId).CreatedAt, DateTimeOffset.MaxValue);
        }

        return [.. spans.Select(account => new BilledAccount(account.Key, account.Value))];

        void Add(string account, DateTimeOffset from, DateTimeOffset until)
        {
            if (state.Tables.Accounts.Find(account)?.ClosedAt is { } closed && closed < until) until = closed;
            if (from >= delivery.At || from >= month.End || until <= month.Start || from >= until) return;
            if (!spans.TryGetValue(account, out var known)) spans[account] = known = [];
            known.Add((from, until));
        }
    }

    private static int Compare(string first, string one, string other) =>
        one == other ? 0 : one == first ? -1 : other == first ? 1 : string.CompareOrdinal(one, other);

    /// <summary>The newest word that the delivery knew of each agreement.</summary>
    private static IEnumerable<MarketplaceSubscription> SubscriptionsOf(WorldState state, ReportDelivery delivery, HashSet<string> accounts)
    {
        var told = accounts.SelectMany(account => state.Indexes.Subscriptions.Of(account).All).Select(state.Tables.Subscriptions.Get);
        return told.Where(subscription => subscription.Number <= delivery.Known).GroupBy(subscription => (subscription.AccountId, subscription.AgreementId)).Select(same => same.MaxBy(subscription => subscription.Number)!);
    }

    private static IEnumerable<BillCharge> Charges(WorldState state, ReportDelivery delivery, IEnumerable<string> accounts) =>
        accounts.SelectMany(account => state.Indexes.Charges.Of(account).All).Select(state.Tables.Charges.Get).Where(charge => charge.Number <= delivery.Known);

    private static decimal? DiscountOf(WorldState state, ReportDelivery delivery, BillingMonth month) =>
        Charges(state, delivery, [delivery.PayerId]).LastOrDefault(charge => charge.Kind == ChargeKind.Discount && charge.Day <= month.First)?.Amount / 100;
}
