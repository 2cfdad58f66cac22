namespace Guildhall.App.Cloud.Organizations;

/// <summary>Making an organization, and what stands in it beside accounts and OUs. aws-operations.md A.4, A.5, A.8.</summary>
public sealed partial class OrganizationsClient
{
    /// <summary>Makes an organization with all features; the caller becomes its management account. AWS refuses a second one: describe first.</summary>
    public Task<CloudAnswer<DescribedOrganization>> CreateOrganizationAsync(CancellationToken cancellationToken) =>
        CallAsync("CreateOrganization", new FeatureInput("ALL"), Shapes.FeatureInput, Shapes.OrganizationOutput, o => AnswerReading.Organization(o.Organization), cancellationToken);

    /// <summary>The root, and whether service control policies work in it.</summary>
    public Task<CloudAnswer<Page<DescribedRoot>>> DescribeRootsAsync(CancellationToken cancellationToken) =>
        CallAsync(
            "ListRoots",
            new PageInput(NextToken: null),
            Shapes.PageInput,
            Shapes.RootsOutput,
            o => AnswerReading.Page(
                o.Roots,
                o.NextToken,
                root => OrganizationIds.IsRoot(root?.Id) ? new DescribedRoot(root!.Id!, root.PolicyTypes?.Any(t => t is { Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }) is true) : null),
            cancellationToken);

    /// <summary>The policy's name; <see cref="CloudTrouble.NotFound"/> when the organization has no such policy.</summary>
    public Task<CloudAnswer<string>> DescribePolicyAsync(string policy, CancellationToken cancellationToken) =>
        CallAsync("DescribePolicy", new PolicyInput(policy), Shapes.PolicyInput, Shapes.PolicyOutput, o => o.Policy?.PolicySummary?.Name, cancellationToken);
}

/// <summary>The root as described.</summary>
public sealed record DescribedRoot(string Id, bool ServiceControlPolicies);
