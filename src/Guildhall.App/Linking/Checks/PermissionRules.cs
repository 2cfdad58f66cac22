using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;

namespace Guildhall.App.Linking.Checks;

/// <summary>P6 and P7. vendor-integration.md 8.2.</summary>
internal static class PermissionRules
{
    /// <summary>An action that Guildhall never needs: whoever may do it has more than the minimal policy.</summary>
    public const string Unneeded = "iam:DeleteAccountPasswordPolicy";

    /// <param name="actions">What IAM said of each; null when it could not be asked.</param>
    public static Finding Permissions(IReadOnlyList<SimulatedAction>? actions, CloudProblem? problem)
    {
        if (actions is null) return Finding.Warn("Permissions couldn't be simulated; missing ones will show when used.", "Allow iam:SimulatePrincipalPolicy to the key to have them checked.", problem);
        var missing = actions.Where(a => !a.Allowed && a.Action != Unneeded).Select(a => a.Action).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) return Finding.Fail($"The key lacks: {string.Join(", ", missing)}.", "Attach the policy that Guildhall hands out to the IAM user.");
        return actions.Any(a => a.Action == Unneeded && a.Allowed)
            ? Finding.Info("The key has administrator access. It works; the minimal policy is safer.")
            : Finding.Pass("The key has every permission that is needed.");
    }

    public static Finding RootPermissions { get; } = Finding.Info("The key has administrator access. It works; the minimal policy is safer.");

    /// <summary>The ARN whose policies can be simulated: of a session that is its role.</summary>
    public static string PrincipalOf(CallerIdentity caller)
    {
        const string Session = ":assumed-role/";
        var at = caller.Arn.IndexOf(Session, StringComparison.Ordinal);
        return at < 0 ? caller.Arn : $"arn:aws:iam::{caller.Account}:role/{caller.Arn[(at + Session.Length)..].Split('/')[0]}";
    }

    public static Finding Region(string region, CloudAnswer<string> answer) => answer switch
    {
        { Value: "ENABLED" or "ENABLED_BY_DEFAULT" } => Finding.Pass($"Region {region} is enabled."),
        { Value: { } status } => Finding.Fail($"Region {region} is {status} for this account.", "Enable the region in the account's settings, or choose another one."),
        { Problem: var problem } => Finding.Warn($"Whether region {region} is enabled couldn't be read.", "Allow account:GetRegionOptStatus to the key to have it checked.", problem),
    };
}
