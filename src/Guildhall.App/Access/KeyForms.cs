using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.Domain;
using Guildhall.Wire.Policies;

namespace Guildhall.App.Access;

/// <summary>What a new key must look like.</summary>
internal static partial class KeyForms
{
    public static ImmutableArray<Problem> Check(AccountId account, string userName, IReadOnlyList<AttachedPolicy> policies) =>
    [
        .. AccountForm().IsMatch(account.Value) ? Enumerable.Empty<Problem>() : [Problem.Malformed("The account must have 12 digits.", "account")],
        .. UserForm().IsMatch(userName) ? Enumerable.Empty<Problem>() : [Problem.Malformed("The user name must have 1 to 64 letters, digits and _+=,.@-.", "user")],
        .. policies.Count > 0 ? Enumerable.Empty<Problem>() : [Problem.Malformed("At least one policy is needed.", "policy")],
        .. policies.SelectMany(Check),
    ];

    private static IEnumerable<Problem> Check(AttachedPolicy policy)
    {
        if (policy.Document is null)
            return BuiltInPolicies.Find(policy.Name) is null ? [Problem.Malformed($"{policy.Name} is neither a built-in policy nor a file.", "policy")] : [];
        return PolicyDocument.Parse(policy.Document) is PolicyParse.Refused refused
            ? refused.Errors.Select(e => Problem.Malformed($"{policy.Name}: {e.Sentence}", "policy"))
            : [];
    }

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"\A[\w+=,.@-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex UserForm();
}
