using System.Text.RegularExpressions;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>The tags of an order's account: whose it is, what was answered, and those of the link. vendor-integration.md 13.2.</summary>
internal static partial class AccountTags
{
    public const string Order = "guildhall:order";
    public const string Company = "guildhall:company";

    private const int LongestValue = 256;

    public static Dictionary<string, string> Of(OrderRow order, LinkSettings link) => Of(order.Id, OrderForms.Read(order.Form), link);

    /// <summary>An answer that is a tag goes before the link's tag of the same key: it is the nearer one.</summary>
    public static Dictionary<string, string> Of(string order, AccountOrder form, LinkSettings link)
    {
        var tags = new Dictionary<string, string>(link.Tags, StringComparer.Ordinal);
        foreach (var answer in form.Answers)
        {
            if (answer.Tag is { } key) tags[key] = answer.Value;
        }

        tags[Order] = order;
        if (OfCompany(form.Company) is { } company) tags[company.Key] = company.Value;
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
