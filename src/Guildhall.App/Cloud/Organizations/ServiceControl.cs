namespace Guildhall.App.Cloud.Organizations;

/// <summary>Lets service control policies work in an organization. aws-operations.md A.8.</summary>
internal static class ServiceControl
{
    /// <summary>Null when they are enabled in its root, since now or since earlier.</summary>
    public static async Task<CloudProblem?> EnableAsync(OrganizationsClient client, CancellationToken cancellation)
    {
        if (!(await client.DescribeRootsAsync(cancellation)).Gave(out var roots, out var problem)) return problem;
        if (roots.Items is not [var root]) return CloudProblem.Garbled("AWS names no root of the organization.");
        if (root.ServiceControlPolicies) return null;
        return await client.EnableServiceControlAsync(root.Id, cancellation) is { Kind: not CloudTrouble.Already } refused ? refused : null;
    }
}
