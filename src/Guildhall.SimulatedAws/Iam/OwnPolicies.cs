using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>Managed policies of an account's own, each with one version: made, read, listed, deleted (IAM API Reference).</summary>
internal static class OwnPolicies
{
    /// <summary>Characters of a managed policy, white space aside (IAM and STS quotas page).</summary>
    private const int Longest = 6_144;

    public static IReadOnlyList<QueryOperation> Operations { get; } =
    [
        new("CreatePolicy", Create) { Resource = call => ArnOf(call.AccountId, call.Input.Raw("Path") ?? "/", call.Input.Raw("PolicyName") ?? "") },
        new("GetPolicy", Get) { Resource = call => call.Input.Raw("PolicyArn") ?? "*" },
        new("DeletePolicy", Delete) { Resource = call => call.Input.Raw("PolicyArn") ?? "*" },
        new("ListPolicies", List),
    ];

    /// <summary>Whether the account may attach what has this ARN: AWS's, and its own.</summary>
    public static bool AreOf(string account, string arn) => ManagedPolicies.IsAws(arn) || arn.StartsWith($"arn:aws:iam::{account}:", StringComparison.Ordinal);

    private static OperationResult Create(QueryCall call)
    {
        var name = call.Input.Text("PolicyName", Rules.PolicyName);
        var document = call.Input.Text("PolicyDocument", Rules.Document);
        var path = call.Input.OptionalText("Path", Rules.PolicyPath) ?? "/";
        _ = (call.Input.OptionalText("Description", Rules.PolicyDescription), call.Input.Tags());
        if (call.Input.Fault is { } fault) return fault;
        if (PolicyText.Refuse(document, PolicyKind.Identity) is { } malformed) return malformed;
        if (PolicyText.Size(document) > Longest) return Refusals.Limit("PolicySize", Longest);
        var arn = ArnOf(call.AccountId, path, name);
        if (call.State.Tables.Policies.Contains(arn)) return Refusals.Exists("policy", name);
        var policy = new OwnPolicy { Id = arn, AccountId = call.AccountId, Name = name, UniqueId = call.State.Ids.Policy(), Document = document, CreatedAt = call.State.Now };
        call.State.Tables.Policies.Put(policy);
        return OperationResult.Xml(new XElement("Result", new XElement("Policy", Members(call, policy))));
    }

    private static OperationResult Get(QueryCall call) =>
        Find(call) is { } policy ? OperationResult.Xml(new XElement("Result", new XElement("Policy", Members(call, policy)))) : Missing(call);

    private static OperationResult Delete(QueryCall call)
    {
        if (Find(call) is not { } policy) return Missing(call);
        if (Attachments(call, policy.Id) > 0) return Refusals.Conflict("The policy is attached; detach it first.");
        call.State.Tables.Policies.Remove(policy.Id);
        return OperationResult.Empty;
    }

    private static OperationResult List(QueryCall call)
    {
        if (call.Input.Has("Scope")) _ = call.Input.Word("Scope", "All", "AWS", "Local");
        if (call.Input.Has("PolicyUsageFilter")) _ = call.Input.Word("PolicyUsageFilter", "PermissionsPolicy", "PermissionsBoundary");
        var prefix = call.Input.OptionalText("PathPrefix", Rules.PolicyPath) ?? "/";
        var page = Paging.Read(call.Input);
        if (call.Input.Fault is { } fault) return fault;
        var arns = call.State.Indexes.Policies.Of(call.AccountId).All.Where(arn => ManagedPolicies.PathOf(arn).StartsWith(prefix, StringComparison.Ordinal));
        return page.Of("Policies", arns, arn => Members(call, call.State.Tables.Policies.Get(arn)));
    }

    private static OwnPolicy? Find(QueryCall call) =>
        call.State.Tables.Policies.Find(call.Input.Text("PolicyArn", Rules.Arn)) is { } policy && policy.AccountId == call.AccountId ? policy : null;

    private static WireError Missing(QueryCall call) => call.Input.Fault ?? Refusals.NoPolicy(call.Input.Raw("PolicyArn") ?? "");

    private static object[] Members(QueryCall call, OwnPolicy policy) =>
    [
        new XElement("PolicyName", policy.Name),
        new XElement("PolicyId", policy.UniqueId),
        new XElement("Arn", policy.Id),
        new XElement("Path", ManagedPolicies.PathOf(policy.Id)),
        new XElement("DefaultVersionId", "v1"),
        new XElement("AttachmentCount", Attachments(call, policy.Id)),
        new XElement("IsAttachable", true),
        new XElement("CreateDate", WireTime.Text(policy.CreatedAt)),
        new XElement("UpdateDate", WireTime.Text(policy.CreatedAt)),
    ];

    private static int Attachments(QueryCall call, string arn) =>
        call.State.Indexes.Users.Of(call.AccountId).All.Count(id => call.State.Tables.Users.Get(id).Permissions.Attached.Contains(arn))
        + call.State.Indexes.Roles.Of(call.AccountId).All.Count(id => call.State.Tables.Roles.Get(id).Permissions.Attached.Contains(arn));

    private static string ArnOf(string account, string path, string name) => $"arn:aws:iam::{account}:policy{path}{name}";
}
