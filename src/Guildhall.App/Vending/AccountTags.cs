using System.Text.RegularExpressions;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Vending;

/// <summary>The tags of an order's account: whose it is, and those of the link. vendor-integration.md 13.2.</summary>
internal static partial class AccountTags
{
    public const string Order = "guildhall:order";
    public const string Company = "guildhall:company";

    private const int LongestValue = 256;

    public static Dictionary<string, string> Of(OrderRow order, LinkSettings link)
    {
        var tags = new Dictionary<string, string>(link.Tags, StringComparer.Ordinal) { [Order] = order.Id };
        if (OfCompany(OrderForms.Read(order.Form).Company) is { } company) tags[company.Key] = company.Value;
        return tags;
    }

    /// <summary>The tag that says whose an account is; null for no label.</summary>
    public static KeyValuePair<string, string>? OfCompany(string? label) => label is { Length: > 0 } ? new(Company, Value(label)) : null;

    /// <summary>A label may have characters that AWS takes in no tag; one refused tag would cost the whole account.</summary>
    private static string Value(string label)
    {
        var plain = NotTaken().Replace(label, "-");
        return plain.Length > LongestValue ? plain[..LongestValue] : plain;
    }

    [GeneratedRegex(@"[^\p{L}\p{Z}\p{N}_.:/=+\-@]")]
    private static partial Regex NotTaken();
}
