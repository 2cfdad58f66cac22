using System.Collections.Immutable;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing;

/// <summary>A load's costs, priced.</summary>
internal static class MonthCosts
{
    private const string Costs = """SELECT "Account", "Key", "Unblended", "Lines", "Days" FROM "Costs" WHERE "Load" = @load""";

    /// <summary>The lines of all companies.</summary>
    public static ImmutableArray<CompanyLine> Lines(PlainReading moment, string tenant, BillingMonth month, long load, MonthBooks books)
    {
        var pricing = new Pricing(new RuleBook(books.Rules, tenant, month.First), books.Defaults);
        return [.. StatementLines.Of(pricing.Price(Of(moment, month, load, books.Rules.Any(r => IsCut(r, month))), books.Lookup()))];
    }

    private static bool IsCut(PriceRule rule, BillingMonth month) => rule.HoldsIn(month.First) && !(rule.HoldsOn(month.First) && rule.HoldsOn(month.Last));

    /// <param name="byDay">A month together, where no rule begins or ends within: a thirtieth of the costs.</param>
    private static IEnumerable<Cost> Of(PlainReading moment, BillingMonth month, long load, bool byDay)
    {
        var keys = Keys(moment, load);
        foreach (var row in moment.Rows(Costs, ("load", load)))
        {
            var key = keys[row.GetInt32(1)] with { Account = new AccountId(row.GetString(0)) };
            IEnumerable<KeyDay> days = byDay ? PackedDays.Read(row.GetFieldValue<byte[]>(4)) : [new KeyDay(1, row.GetInt64(2), 0, 0, row.GetInt64(3))];
            foreach (var day in days) yield return new Cost(month.First.AddDays(day.Day - 1), key, new Amount(day.Unblended), Amount.Zero, Amount.Zero, day.Lines);
        }
    }

    private static Dictionary<int, CostKey> Keys(PlainReading moment, long load)
    {
        var keys = new Dictionary<int, CostKey>();
        foreach (var row in moment.Rows(
            """SELECT "Key", "BillingEntity", "LegalEntity", "ProductCode", "ProductName", "LineItemType", "Region", "UsageType", "Currency", "InvoiceId", "AgreementId", "Tags" FROM "CostKeys" WHERE "Load" = @load""", ("load", load)))
        {
            keys[row.GetInt32(0)] = new CostKey
            {
                Account = default,
                BillingEntity = row.GetString(1),
                LegalEntity = row.GetString(2),
                ProductCode = row.GetString(3),
                ProductName = row.GetString(4),
                LineItemType = row.GetString(5),
                Region = row.GetString(6),
                UsageType = row.GetString(7),
                Currency = row.GetString(8),
                InvoiceId = row.GetString(9),
                AgreementId = row.GetString(10),
                Tags = TagText.Read(row.GetString(11)),
            };
        }

        return keys;
    }
}
