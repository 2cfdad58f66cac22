using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// The service control policy that suspends: made once in an organization, known by its name and Guildhall's tag, and never one that somebody else has
/// made. vendor-integration.md 14.1, aws-operations.md E.
/// </summary>
internal sealed class SuspensionPolicy(OrganizationsClient client)
{
    public const string Name = "guildhall-suspended";
    public const string TagKey = "guildhall";
    public const string TagValue = "managed";

    /// <summary>What the sessions of customers are called, whose role is the one that stays free.</summary>
    public const string CustomerSession = "guildhall.";

    /// <summary>FullAWSAccess, which every account has.</summary>
    private const string AwsManaged = "p-FullAWSAccess";

    /// <summary>What bills and support need stays open to everybody.</summary>
    private static readonly string[] Open =
    [
        "account:GetAccountInformation", "account:GetContactInformation", "account:PutContactInformation", "billing:*", "budgets:View*", "ce:*", "consolidatedbilling:*", "cur:Describe*",
        "freetier:*", "invoicing:*", "payments:*", "purchase-orders:*", "support:*", "supportplans:*", "tax:*",
    ];

    /// <summary>The policy's id, after it was seen to be there with the right text. Refused for a policy of that name that is not Guildhall's.</summary>
    /// <param name="roles">The management account's roles in members, which stay free.</param>
    public async Task<CloudAnswer<string>> MakeAsync(IReadOnlyList<string> roles, CancellationToken cancellation)
    {
        if (await ServiceControl.EnableAsync(client, cancellation) is { } disabled) return disabled;
        if (!(await FindAsync(cancellation)).Gave(out var found, out var problem)) return problem;
        var content = Content(roles);
        if (found is not [var policy])
        {
            var tags = new Dictionary<string, string>(StringComparer.Ordinal) { [TagKey] = TagValue };
            var made = await client.CreatePolicyAsync(new NewPolicy(Name, "Attached by Guildhall while an account is suspended.", content, tags), cancellation);
            if (made.Gave(out var created, out var refused)) return created.Id;

            // Somebody was quicker: whose it is must be looked at.
            return refused.Kind == CloudTrouble.Already ? refused with { Kind = CloudTrouble.Busy } : refused;
        }

        if (!(await client.ReadPolicyAsync(policy.Id, cancellation)).Gave(out var whole, out problem)) return problem;
        if (whole.Content != content && await client.UpdatePolicyAsync(policy.Id, content, cancellation) is { } unchanged) return unchanged;
        return policy.Id;
    }

    /// <summary>Guildhall's policies on an account, whatever they are called by now: it knows them by its tag.</summary>
    public async Task<CloudAnswer<List<ListedPolicy>>> AttachedAsync(string account, CancellationToken cancellation)
    {
        if (!(await Pages.AllAsync(token => client.ListPoliciesForTargetAsync(account, token, cancellation))).Gave(out var all, out var problem)) return problem;
        var ours = new List<ListedPolicy>();
        foreach (var policy in all.Where(p => p.Id != AwsManaged))
        {
            if (!(await IsOursAsync(policy, cancellation)).Gave(out var owned, out problem)) return problem;
            if (owned.Ours) ours.Add(policy);
        }

        return ours;
    }

    /// <summary>Guildhall's policy, when the organization has it; the list has at most one. Refused for a stranger's of that name.</summary>
    private async Task<CloudAnswer<List<ListedPolicy>>> FindAsync(CancellationToken cancellation)
    {
        if (!(await Pages.AllAsync(token => client.ListPoliciesAsync(token, cancellation))).Gave(out var all, out var problem)) return problem;
        if (all.Find(p => p.Name == Name) is not { } policy) return new List<ListedPolicy>();
        if (!(await IsOursAsync(policy, cancellation)).Gave(out var owned, out problem)) return problem;
        return owned.Ours ? new List<ListedPolicy> { policy } : NotOurs;
    }

    private async Task<CloudAnswer<Ownership>> IsOursAsync(ListedPolicy policy, CancellationToken cancellation)
    {
        var tags = await Pages.AllAsync(token => client.ListTagsForResourceAsync(policy.Id, token, cancellation));
        return tags.Gave(out var listed, out var problem) ? new Ownership(listed.Exists(t => t.Key == TagKey && t.Value == TagValue)) : problem;
    }

    /// <summary>Denies all but <see cref="Open"/> to everybody but the roles of the management account, and to customers who work under that role.</summary>
    internal static string Content(IReadOnlyList<string> roles) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(
            Denial("Suspended", "ArnNotLike", "aws:PrincipalArn", [.. roles.Select(role => $"arn:aws:iam::*:role/{role}")]),
            Denial("SuspendedCustomers", "StringLike", "aws:userid", [$"*:{CustomerSession}*"])),
    }.ToJsonString();

    private static JsonObject Denial(string sid, string test, string key, IReadOnlyList<string> values) => new()
    {
        ["Sid"] = sid,
        ["Effect"] = "Deny",
        ["NotAction"] = new JsonArray([.. Open.Select(action => (JsonNode)action)]),
        ["Resource"] = "*",
        ["Condition"] = new JsonObject { [test] = new JsonObject { [key] = new JsonArray([.. values.Select(value => (JsonNode)value)]) } },
    };

    private static CloudProblem NotOurs { get; } = new(
        CloudTrouble.Refused, "PolicyNotOurs", $"The organization has a policy {Name} that Guildhall did not make.", $"Rename it in the AWS Organizations console, or give it the tag {TagKey} = {TagValue} when it is Guildhall's; then try again.");

    private sealed record Ownership(bool Ours);
}
