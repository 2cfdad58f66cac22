using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;

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
        PolicyList.Operation,
    ];

    /// <summary>Whether the account may attach what has this ARN: AWS's, and its own.</summary>
    public static bool AreOf(string account, string arn) => ManagedPolicies.IsAws(arn) || arn.StartsWith($"arn:aws:iam::{account}:", StringComparison.Ordinal);

    private static OperationResult Create(QueryCall call)
    {
        var name = call.Input.Text("PolicyName", Rules.PolicyName);
        var document = call.Input.Text("PolicyDocument", Rules.Document);
        var path = call.Input.OptionalText("Path", Rules.PolicyPath) ?? "/";
        var (description, tags) = (call.Input.OptionalText("Description", Rules.PolicyDescription), call.Input.Tags());
        if (call.Input.Fault is { } fault) return fault;
        if (PolicyText.Refuse(document, PolicyKind.Identity) is { } malformed) return malformed;
        if (PolicyText.Size(document) > Longest) return Refusals.Limit("PolicySize", Longest);
        var arn = ArnOf(call.AccountId, path, name);

        // The path does not tell two policies apart, nor does the case of letters (IAM and STS quotas page, names).
        if (call.State.Indexes.Policies.Of(call.AccountId).All.Any(other => ManagedPolicies.NameOf(other).Equals(name, StringComparison.OrdinalIgnoreCase))) return Refusals.Exists("policy", name);
        var policy = new OwnPolicy { Id = arn, AccountId = call.AccountId, Name = name, UniqueId = call.State.Ids.Policy(), Document = document, CreatedAt = call.State.Now, Description = description, Tags = tags };
        call.State.Tables.Policies.Put(policy);
        return OperationResult.Xml(new XElement("Result", new XElement("Policy", PolicyMembers.Made(call, policy))));
    }

    private static OperationResult Get(QueryCall call)
    {
        var arn = call.Input.Raw("PolicyArn") ?? "";
        return Find(call) is not null || ManagedPolicies.Find(arn) is not null ? OperationResult.Xml(new XElement("Result", new XElement("Policy", PolicyMembers.Whole(call, arn)))) : Missing(call);
    }

    private static OperationResult Delete(QueryCall call)
    {
        if (Find(call) is not { } policy) return Missing(call);
        if (PolicyMembers.Attachments(call, policy.Id) > 0) return Refusals.Conflict("The policy is attached; detach it first.");
        call.State.Tables.Policies.Remove(policy.Id);
        return OperationResult.Empty;
    }

    private static OwnPolicy? Find(QueryCall call) =>
        call.State.Tables.Policies.Find(call.Input.Text("PolicyArn", Rules.Arn)) is { } policy && policy.AccountId == call.AccountId ? policy : null;

    private static WireError Missing(QueryCall call) => call.Input.Fault ?? Refusals.NoPolicy(call.Input.Raw("PolicyArn") ?? "");

    private static string ArnOf(string account, string path, string name) => $"arn:aws:iam::{account}:policy{path}{name}";
}
