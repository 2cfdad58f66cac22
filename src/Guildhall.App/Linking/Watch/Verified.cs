using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Linking.Checks;
using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking.Watch;

/// <summary>A verification of a link's credentials: what AWS said to sts:GetCallerIdentity, which nobody can forbid to a key that works.</summary>
/// <param name="Seen">Whether it took them.</param>
/// <param name="Reason">Why not, and what helps; null when it did.</param>
internal sealed record Verified(Verification Seen, string? Reason)
{
    /// <summary>A key that AWS refuses, whatever for, is refused; what passes by itself, or never came to AWS, tells nothing.</summary>
    public static Verified Of(CloudAnswer<CallerIdentity> answer, AccountId account)
    {
        if (answer.Gave(out var caller, out var problem))
        {
            var right = IdentityRules.RightAccount(caller.Account, account);
            return right.Result == CheckResult.Pass ? new Verified(Verification.Taken, null) : Refused(right);
        }

        var refused = problem.Kind is CloudTrouble.Credentials or CloudTrouble.Clock or CloudTrouble.Denied;
        return refused ? Refused(IdentityRules.Valid(problem, problem.Skew)) : new Verified(Verification.Untold, problem.Message);
    }

    private static Verified Refused(Finding finding) => new(Verification.Refused, $"{finding.Message} {finding.Repair}");
}
