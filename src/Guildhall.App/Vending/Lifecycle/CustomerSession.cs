using System.Text.Json.Nodes;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>A customer's session in a member account: what it is called and what it may do. vendor-integration.md 13.4.</summary>
internal static class CustomerSession
{
    private const int LongestName = 64;

    /// <summary>The last part of who it is, in the letters that AWS takes, behind the mark by which a suspension knows customers.</summary>
    public static string NameOf(string who)
    {
        var plain = string.Concat(who.Split('/')[^1].Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '=' or ',' or '.' or '@' or '-' ? c : '-'));
        var name = SuspensionPolicy.CustomerSession + plain;
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    /// <summary>Everything but what would take the account away from its organization, or shut the organization out of it.</summary>
    public static string Policy(string roleName) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(
            new JsonObject { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = "*" },
            new JsonObject
            {
                ["Effect"] = "Deny",
                ["Action"] = new JsonArray("organizations:LeaveOrganization", "account:CloseAccount", "account:StartPrimaryEmailUpdate", "account:AcceptPrimaryEmailUpdate"),
                ["Resource"] = "*",
            },
            new JsonObject { ["Effect"] = "Deny", ["Action"] = "iam:*", ["Resource"] = $"arn:aws:iam::*:role/{roleName}" }),
    }.ToJsonString();
}
