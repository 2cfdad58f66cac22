using Guildhall.App.Billing.Spend;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>Ways from one view of spend to another.</summary>
internal static class SpendLinks
{
    /// <summary>The same with some parameters set anew; empty ones taken away, and what is looked for in the table too.</summary>
    public static string With(ListQuery query, params (string Name, string Value)[] changed)
    {
        var kept = query.Kept.Where(k => changed.All(c => c.Name != k.Name)).Concat(changed.Where(c => c.Value.Length > 0));
        return (query with { Path = SpendAddresses.Overview, Text = "", Sort = "", Kept = [.. kept] }).SkipUrl(0);
    }

    /// <summary>Into a row: what an account spends it on, who uses a product, which accounts a company has.</summary>
    public static string Into(ListQuery query, SpendBy by, SpendRow row)
    {
        var key = row.Key.Length == 0 ? SpendAsk.None : row.Key;
        return by switch
        {
            SpendBy.Account => With(query, ("by", "product"), ("account", row.Key)),
            SpendBy.Company => With(query, ("by", "account"), ("company", key)),
            SpendBy.Experience => With(query, ("by", "account"), ("experience", key)),
            SpendBy.Product => With(query, ("by", "account"), ("product", key)),
            SpendBy.Organization => With(query, ("by", "account"), ("organizationId", row.Key)),
            _ => With(query, ("by", "account"), ("costCentre", key)),
        };
    }
}
