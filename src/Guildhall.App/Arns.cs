using System.Text.RegularExpressions;
using Guildhall.Domain;

namespace Guildhall.App;

/// <summary>ARNs of the Catalog API: always <c>us-east-1</c>. private-marketplace.md 1.4, decisions.md 16.</summary>
public static partial class Arns
{
    private const string Start = "arn:aws:aws-marketplace:us-east-1:";

    public static string Entity(AccountId owner, EntityType type, string id) => Entity(owner, type.ToString(), id);

    /// <summary><paramref name="type"/> without version; <paramref name="id"/> <c>*</c> stands for an entity to be created.</summary>
    public static string Entity(AccountId owner, string type, string id) => $"{Start}{owner}:AWSMarketplace/{type}/{id}";

    public static string ChangeSet(AccountId owner, string id) => Entity(owner, "ChangeSet", id);

    /// <summary>The parts of an entity's or change set's ARN, or null when it is not one.</summary>
    public static (AccountId Owner, string Type, string Id)? Parse(string arn)
    {
        var match = Form().Match(arn);
        return match.Success ? (new AccountId(match.Groups[1].Value), match.Groups[2].Value, match.Groups[3].Value) : null;
    }

    [GeneratedRegex(@"\Aarn:aws:aws-marketplace:us-east-1:([0-9]{12}):AWSMarketplace/([A-Za-z]+)/([\w-]+)\z")]
    private static partial Regex Form();
}
