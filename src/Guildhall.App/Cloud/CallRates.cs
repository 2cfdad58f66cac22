using System.Collections.Frozen;

namespace Guildhall.App.Cloud;

/// <summary>
/// How fast Guildhall calls, by operation. AWS's quotas are for the whole organization and shared with every other tool, so Guildhall keeps to half
/// of them (aws-operations.md A.2).
/// </summary>
public sealed class CallRates
{
    private static readonly CallRate Walk = new(2.5, 4);
    private static readonly CallRate Rare = new(0.5, 1);

    private readonly FrozenDictionary<string, CallRate> _rates;
    private readonly CallRate? _others;

    private CallRates(FrozenDictionary<string, CallRate> rates, CallRate? others) => (_rates, _others) = (rates, others);

    /// <summary>No limit: for the simulated AWS, unless the operator wants one.</summary>
    public static CallRates Unlimited { get; } = new(FrozenDictionary<string, CallRate>.Empty, null);

    /// <summary>
    /// Half of AWS's rate for each operation; 5 a second for operations whose rate is not published. But accounts are made as fast as AWS lets them: a
    /// buyer waits for each, AWS is slow enough, and few other tools make any. One call of AWS's burst of 3 is left to those.
    /// </summary>
    public static CallRates HalfOfAws { get; } = new(
        new Dictionary<string, CallRate>(StringComparer.Ordinal)
        {
            ["ListAccounts"] = new(4, 6),
            ["DescribeAccount"] = new(10, 15),
            ["ListOrganizationalUnitsForParent"] = Walk,
            ["ListAccountsForParent"] = Walk,
            ["ListParents"] = Walk,
            ["ListDelegatedAdministrators"] = Walk,
            ["DescribeOrganizationalUnit"] = new(1, 1),
            ["ListRoots"] = Rare,
            ["DescribeOrganization"] = Rare,
            ["ListAWSServiceAccessForOrganization"] = new(0.5, 1.5),
            ["EnableAWSServiceAccess"] = Rare,
            ["RegisterDelegatedAdministrator"] = Rare,
            ["DeregisterDelegatedAdministrator"] = Rare,
            ["CreateAccount"] = new(0.1, 2),
            ["DescribeCreateAccountStatus"] = new(1, 1),
            ["ListCreateAccountStatus"] = Walk,
            ["InviteAccountToOrganization"] = new(1.5, 2),
            ["DescribeHandshake"] = Rare,
            ["CancelHandshake"] = new(1, 1),
            ["ListHandshakesForOrganization"] = Walk,
            ["MoveAccount"] = new(1, 1),
            ["TagResource"] = new(2, 3),
            ["UntagResource"] = new(2, 3),
            ["CloseAccount"] = new(0.025, 1),
            ["RemoveAccountFromOrganization"] = new(1, 1),
            ["CreatePolicy"] = new(1, 1),
            ["UpdatePolicy"] = new(1, 1),
            ["AttachPolicy"] = new(1, 1),
            ["DetachPolicy"] = new(1, 1),
            ["DescribePolicy"] = new(1, 1),
            ["ListPolicies"] = Walk,
            ["EnablePolicyType"] = Rare,
            ["ListTagsForResource"] = new(5, 7),
        }.ToFrozenDictionary(StringComparer.Ordinal),
        new CallRate(5, 5));

    /// <summary>AWS's own rates of Discovery, evenly spaced: whoever reads a whole catalogue is its account's only reader (storefront-and-procurement.md A.2).</summary>
    public static CallRates Discovery { get; } = new(
        new Dictionary<string, CallRate>(StringComparer.Ordinal) { ["SearchListings"] = new(10, 1), ["SearchFacets"] = new(10, 1) }.ToFrozenDictionary(StringComparer.Ordinal),
        new CallRate(5, 1));

    /// <summary>One rate for each operation alike.</summary>
    public static CallRates Every(CallRate rate) => new(FrozenDictionary<string, CallRate>.Empty, rate);

    /// <summary>The operation's rate, or null when it may be called as often as one likes.</summary>
    public CallRate? Of(string operation) => _rates.GetValueOrDefault(operation) ?? _others;
}
