namespace Guildhall.SimulatedAws.Simulation;

/// <summary>The published quotas on Organizations calls, as in aws-operations.md A.2.</summary>
internal static class AwsThrottles
{
    private static readonly ThrottleRule s_walk = new(new(5, 8), new(6, 10));
    private static readonly ThrottleRule s_describe = new(new(2, 2), new(2, 3));
    private static readonly ThrottleRule s_change = new(new(2, 3), null);
    private static readonly ThrottleRule s_rare = new(new(1, 2), null);
    private static readonly ThrottleRule s_single = new(new(1, 1), null);
    private static readonly ThrottleRule s_services = new(new(1, 3), new(1, 4));

    public static IReadOnlyDictionary<string, ThrottleRule> Rules { get; } = new Dictionary<string, ThrottleRule>
    {
        ["CreateAccount"] = new(new(0.1, 3), null),
        ["CloseAccount"] = new(new(0.05, 1), null),
        ["DescribeAccount"] = new(new(20, 30), new(24, 36)),
        ["DescribeCreateAccountStatus"] = s_describe,
        ["ListCreateAccountStatus"] = s_walk,
        ["ListAccounts"] = new(new(8, 12), new(9, 15)),
        ["ListChildren"] = new(new(6, 10), new(7, 12)),
        ["ListParents"] = s_walk,
        ["ListAccountsForParent"] = s_walk,
        ["ListOrganizationalUnitsForParent"] = s_walk,
        ["ListRoots"] = new(new(1, 2), new(1, 3)),
        ["DescribeOrganization"] = s_rare,
        ["CreateOrganizationalUnit"] = s_rare,
        ["CreateOrganization"] = s_single,
        ["DeleteOrganization"] = s_single,
        ["EnableAllFeatures"] = s_single,
        ["MoveAccount"] = s_change,
        ["UpdateOrganizationalUnit"] = s_change,
        ["DeleteOrganizationalUnit"] = s_change,
        ["DescribeOrganizationalUnit"] = s_describe,
        ["ListTagsForResource"] = new(new(10, 15), new(12, 18)),
        ["TagResource"] = new(new(4, 6), null),
        ["UntagResource"] = new(new(4, 6), null),
        ["RemoveAccountFromOrganization"] = new(new(2, 2), null),
        ["EnableAWSServiceAccess"] = s_rare,
        ["DisableAWSServiceAccess"] = s_rare,
        ["ListAWSServiceAccessForOrganization"] = s_services,
        ["ListDelegatedServicesForAccount"] = s_services,
        ["ListDelegatedAdministrators"] = s_walk,
        ["RegisterDelegatedAdministrator"] = s_rare,
        ["DeregisterDelegatedAdministrator"] = s_rare,
    };
}
