using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Checks;

/// <summary>P1 to P4: whether AWS answers, and whose key it is. vendor-integration.md 8.2.</summary>
internal static class IdentityRules
{
    /// <param name="problem">Of GetCallerIdentity; null when it was answered.</param>
    public static Finding Reached(CloudProblem? problem, string endpoint) => problem switch
    {
        { Code: "AddressRefused" or "CertificateRefused" } refused => Finding.Of(refused),
        { Kind: CloudTrouble.Unreachable } silent => Finding.Fail($"AWS can't be reached at {endpoint}: {silent.Message}", "Check network, proxy and DNS.", silent),
        { Code: "NoAmbientCredentials" } => Finding.Skipped("Not asked: there is nobody to ask as."),
        _ => Finding.Pass("AWS answers."),
    };

    public static Finding Valid(CloudProblem? problem, TimeSpan? skew) => problem switch
    {
        null => Finding.Pass("The key is valid."),
        { Kind: CloudTrouble.Clock } clock when skew is { } differs => Finding.Fail($"This server's clock differs from AWS's by {differs.TotalSeconds:0} s.", clock.Repair, clock),
        { Kind: CloudTrouble.Denied } denied => Finding.Fail("An organization policy blocks this key.", "Look for a denying service control policy on the account.", denied),
        _ => Finding.Of(problem),
    };

    public static Finding RightAccount(AccountId actual, AccountId entered) => actual == entered
        ? Finding.Pass($"The key belongs to account {entered}.")
        : Finding.Fail($"The key belongs to account {actual}, not {entered}.", "Enter the other account, or a key of this one.");

    public static Finding NoRootKey { get; } = Finding.Pass("No root key is used.");

    public static Finding NotRoot(CallerIdentity caller) => caller.IsRoot
        ? Finding.Warn(
            "This is a root key. Create an IAM user (AppDirect names it AppDirect-api-credentials; we suggest guildhall-api) and delete the root key.",
            "In the IAM console create the user, attach the policy that Guildhall hands out, make an access key, enter it here, and delete the root key.")
        : Finding.Pass("The key belongs to an IAM user or role.");
}
