namespace Guildhall.App.Cloud.Organizations;

/// <summary>A service control policy as a list has it.</summary>
public sealed record ListedPolicy(string Id, string Name);

/// <summary>A service control policy with its text.</summary>
public sealed record WholePolicy(string Id, string Name, string Content);

/// <summary>A service control policy to be made.</summary>
/// <param name="Content">JSON, at most 10,240 characters; white space counts.</param>
public sealed record NewPolicy(string Name, string Description, string Content, IReadOnlyDictionary<string, string> Tags);

/// <summary>Service control policies. aws-operations.md A.8.</summary>
public sealed partial class OrganizationsClient
{
    private const string ServiceControl = "SERVICE_CONTROL_POLICY";

    private static readonly PolicyShapes Policing = PolicyShapes.Default;

    public Task<CloudAnswer<Page<ListedPolicy>>> ListPoliciesAsync(string? nextToken, CancellationToken cancellationToken) =>
        CallAsync("ListPolicies", new PolicyListInput(ServiceControl, nextToken), Policing.PolicyListInput, Policing.PolicyListOutput, Listed, cancellationToken);

    /// <summary>Those attached directly to a root, unit or account.</summary>
    public Task<CloudAnswer<Page<ListedPolicy>>> ListPoliciesForTargetAsync(string target, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync("ListPoliciesForTarget", new TargetPolicyListInput(target, ServiceControl, nextToken), Policing.TargetPolicyListInput, Policing.PolicyListOutput, Listed, cancellationToken);

    public Task<CloudAnswer<WholePolicy>> ReadPolicyAsync(string policy, CancellationToken cancellationToken) =>
        CallAsync("DescribePolicy", new PolicyInput(policy), Shapes.PolicyInput, Policing.WholePolicyOutput, Whole, cancellationToken);

    /// <summary><see cref="CloudTrouble.Already"/> when the organization has one of that name.</summary>
    public Task<CloudAnswer<WholePolicy>> CreatePolicyAsync(NewPolicy policy, CancellationToken cancellationToken) =>
        CallAsync(
            "CreatePolicy",
            new NewPolicyInput(ServiceControl, policy.Name, policy.Description, policy.Content, [.. policy.Tags.Select(t => new WireTag(t.Key, t.Value))]),
            Policing.NewPolicyInput,
            Policing.WholePolicyOutput,
            Whole,
            cancellationToken);

    /// <summary>Null when done.</summary>
    public async Task<CloudProblem?> UpdatePolicyAsync(string policy, string content, CancellationToken cancellationToken) =>
        (await _api.CallAsync("UpdatePolicy", new ChangedPolicyInput(policy, content), Policing.ChangedPolicyInput, Policing.WholePolicyOutput, cancellationToken)).Problem;

    /// <summary>Null when done; <see cref="CloudTrouble.Already"/> when it is attached.</summary>
    public async Task<CloudProblem?> AttachPolicyAsync(string policy, string target, CancellationToken cancellationToken) =>
        (await _api.CallAsync("AttachPolicy", new AttachmentInput(policy, target), Policing.AttachmentInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>Null when done; <see cref="CloudTrouble.Already"/> when it is not attached.</summary>
    public async Task<CloudProblem?> DetachPolicyAsync(string policy, string target, CancellationToken cancellationToken) =>
        (await _api.CallAsync("DetachPolicy", new AttachmentInput(policy, target), Policing.AttachmentInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>Lets service control policies work below the root. Null when done; <see cref="CloudTrouble.Already"/> when they do.</summary>
    public async Task<CloudProblem?> EnableServiceControlAsync(string root, CancellationToken cancellationToken) =>
        (await _api.CallAsync("EnablePolicyType", new PolicyTypeInput(root, ServiceControl), Policing.PolicyTypeInput, Shapes.Nothing, cancellationToken)).Problem;

    private static Page<ListedPolicy>? Listed(PolicyListOutput output) =>
        AnswerReading.Page(output.Policies, output.NextToken, p => OrganizationIds.IsPolicy(p?.Id) ? new ListedPolicy(p!.Id!, p.Name ?? "") : null);

    private static WholePolicy? Whole(WholePolicyOutput output) =>
        OrganizationIds.IsPolicy(output.Policy?.PolicySummary?.Id) ? new WholePolicy(output.Policy!.PolicySummary!.Id!, output.Policy.PolicySummary.Name ?? "", output.Policy.Content ?? "") : null;
}
