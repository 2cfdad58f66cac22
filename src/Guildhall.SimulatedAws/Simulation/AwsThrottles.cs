namespace Guildhall.SimulatedAws.Simulation;

/// <summary>The published quotas on Organizations calls, as in aws-operations.md A.2.</summary>
internal static class AwsThrottles
{
    private static readonly ThrottleRule Walk = new(new(5, 8), new(6, 10));
    private static readonly ThrottleRule Describe = new(new(2, 2), new(2, 3));
    private static readonly ThrottleRule Change = new(new(2, 3), null);
    private static readonly ThrottleRule Rare = new(new(1, 2), null);
    private static readonly ThrottleRule Single = new(new(1, 1), null);
    private static readonly ThrottleRule Services = new(new(1, 3), new(1, 4));

    public static IReadOnlyDictionary<string, ThrottleRule> Rules { get; } = new Dictionary<string, ThrottleRule>
    {
        ["CreateAccount"] = new(new(0.1, 3), null),
        ["CloseAccount"] = new(new(0.05, 1), null),
        ["DescribeAccount"] = new(new(20, 30), new(24, 36)),
        ["DescribeCreateAccountStatus"] = Describe,
        ["ListCreateAccountStatus"] = Walk,
        ["ListAccounts"] = new(new(8, 12), new(9, 15)),
        ["ListChildren"] = new(new(6, 10), new(7, 12)),
        ["ListParents"] = Walk,
        ["ListAccountsForParent"] = Walk,
        ["ListOrganizationalUnitsForParent"] = Walk,
        ["ListRoots"] = new(new(1, 2), new(1, 3)),
        ["DescribeOrganization"] = Rare,
        ["CreateOrganizationalUnit"] = Rare,
        ["CreateOrganization"] = Single,
        ["DeleteOrganization"] = Single,
        ["EnableAllFeatures"] = Single,
        ["MoveAccount"] = Change,
        ["UpdateOrganizationalUnit"] = Change,
        ["DeleteOrganizationalUnit"] = Change,
        ["DescribeOrganizationalUnit"] = Describe,
        ["InviteAccountToOrganization"] = new(new(3, 5), null),
        ["AcceptHandshake"] = new(new(1, 2), new(5, 5)),
        ["DeclineHandshake"] = new(new(1, 1), new(5, 5)),
        ["DescribeHandshake"] = new(new(1, 2), new(6, 10)),
        ["CancelHandshake"] = Change,
        ["ListHandshakesForOrganization"] = Walk,
        ["ListHandshakesForAccount"] = Walk,
        ["ListTagsForResource"] = new(new(10, 15), new(12, 18)),
        ["TagResource"] = new(new(4, 6), null),
        ["UntagResource"] = new(new(4, 6), null),
        ["RemoveAccountFromOrganization"] = new(new(2, 2), null),
        ["EnableAWSServiceAccess"] = Rare,
        ["DisableAWSServiceAccess"] = Rare,
        ["ListAWSServiceAccessForOrganization"] = Services,
        ["ListDelegatedServicesForAccount"] = Services,
        ["ListDelegatedAdministrators"] = Walk,
        ["RegisterDelegatedAdministrator"] = Rare,
        ["DeregisterDelegatedAdministrator"] = Rare,
        ["CreatePolicy"] = Change,
        ["UpdatePolicy"] = Change,
        ["DeletePolicy"] = Change,
        ["AttachPolicy"] = Change,
        ["DetachPolicy"] = Change,
        ["DescribePolicy"] = Describe,
        ["ListPolicies"] = Walk,
        ["ListPoliciesForTarget"] = Walk,
        ["ListTargetsForPolicy"] = Walk,
        ["EnablePolicyType"] = Single,
        ["DisablePolicyType"] = Single,
    };
}
