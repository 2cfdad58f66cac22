using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>A managed policy as the wire has it: an account's own, or one of AWS's (IAM API Reference, Policy).</summary>
internal static class PolicyMembers
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>When AWS made the first of its policies.</summary>
    private static readonly DateTimeOffset Long = new(2015, 2, 6, 18, 39, 46, TimeSpan.Zero);

    /// <summary>As lists have it: without description and tags.</summary>
    public static object?[] Listed(QueryCall call, string arn) => call.State.Tables.Policies.Find(arn) is { } own
        ? Of(call, arn, own.UniqueId, own.CreatedAt)
        : Of(call, arn, IdOf(arn), Long);

    /// <summary>As the answer to its creation has it: with its tags.</summary>
    public static object?[] Made(QueryCall call, OwnPolicy policy) => [.. Listed(call, policy.Id), TagForm.Write(policy.Tags)];

    /// <summary>With everything.</summary>
    public static object?[] Whole(QueryCall call, string arn) => call.State.Tables.Policies.Find(arn) is { } own
        ? [.. Made(call, own), own.Description is { } description ? new XElement("Description", description) : null]
        : Listed(call, arn);

    /// <summary>How many users and roles of the account have the policy.</summary>
    public static int Attachments(QueryCall call, string arn) =>
        call.State.Indexes.Users.Of(call.AccountId).All.Count(id => call.State.Tables.Users.Get(id).Permissions.Attached.Contains(arn))
        + call.State.Indexes.Roles.Of(call.AccountId).All.Count(id => call.State.Tables.Roles.Get(id).Permissions.Attached.Contains(arn));

    private static object?[] Of(QueryCall call, string arn, string id, DateTimeOffset created) =>
    [
        new XElement("PolicyName", ManagedPolicies.NameOf(arn)),
        new XElement("PolicyId", id),
        new XElement("Arn", arn),
        new XElement("Path", ManagedPolicies.PathOf(arn)),
        new XElement("DefaultVersionId", "v1"),
        new XElement("AttachmentCount", Attachments(call, arn)),
        new XElement("PermissionsBoundaryUsageCount", 0),
        new XElement("IsAttachable", true),
        new XElement("CreateDate", WireTime.Text(created)),
        new XElement("UpdateDate", WireTime.Text(created)),
    ];

    /// <summary>An id in AWS's form, the same for ever: the record has none to keep.</summary>
    private static string IdOf(string arn) => "ANPA" + string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(arn)).Take(17).Select(b => Letters[b % Letters.Length]));
}
