using System.Xml.Linq;
using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Sts;

/// <summary>Gives temporary credentials of a role whose trust policy lets the caller in (aws-operations.md A.3).</summary>
internal static class AssumeRole
{
    public static readonly QueryOperation Operation = new("AssumeRole", Handle) { AsksPolicies = false };

    private static OperationResult Handle(QueryCall call)
    {
        var arn = call.Input.Text("RoleArn", Rules.RoleArn);
        var sessionName = call.Input.Text("RoleSessionName", Rules.SessionName);
        var externalId = call.Input.OptionalText("ExternalId", Rules.ExternalId);
        var duration = call.Input.Number("DurationSeconds", Rules.DurationMinimum, Rules.DurationMaximum) ?? Rules.ChainedMaximum;
        var policy = call.Input.OptionalText("Policy", Rules.SessionPolicy);
        if (call.Input.Has("PolicyArns.member.1")) call.Input.Blame("The simulated AWS knows no managed session policies.");
        if (call.Input.Fault is { } fault) return fault;
        if (policy is not null && PolicyDocument.Parse(policy, PolicyKind.Identity) is PolicyParse.Refused refused)
            return new WireError("MalformedPolicyDocument", string.Join(' ', refused.Errors.Select(error => error.Sentence)), 400);
        if (FindRole(call, arn) is not { } role || !MayAssume(call, role, externalId)) return Denied(call, arn);
        if (call.Caller.IsRole && duration > Rules.ChainedMaximum)
            return new WireError("ValidationError", "A role assumed from another role lasts at most an hour.", 400);
        if (duration > role.MaxSessionDuration)
            return new WireError("ValidationError", "DurationSeconds is more than the role's own maximum.", 400);
        return Answer(role, Sessions.Begin(call.State, role, sessionName, TimeSpan.FromSeconds(duration), policy));
    }

    private static Role? FindRole(QueryCall call, string arn)
    {
        if (arn.Split(':', 6) is not ["arn", "aws", "iam", "", var accountId, var resource] || !resource.StartsWith("role/", StringComparison.Ordinal))
            return null;
        var role = call.State.Tables.Roles.Find(Names.Of(accountId, resource[(resource.LastIndexOf('/') + 1)..]));
        return role?.Arn == arn && role.CreatedAt + call.State.Options.RoleDelay <= call.State.Now ? role : null;
    }

    private static bool MayAssume(QueryCall call, Role role, string? externalId)
    {
        // AWS lets no root user assume a role.
        if (call.Caller is { UserName: null, IsRole: false } || call.Caller.Policies is not { } policies) return false;
        var context = Authorization.Context(call.Caller, externalId is null ? [] : [new("sts:ExternalId", externalId)]);
        var request = Authorization.Request(call.Caller, "sts:AssumeRole", role.Arn, context);
        var trust = new NamedPolicy(role.Name, PolicyDocument.FromStored(role.TrustPolicy, PolicyKind.Trust));
        return policies.Evaluate(request, new ResourcePolicy(role.AccountId, trust)).IsAllowed;
    }

    // A wrong external id, a missing role and a missing right look the same.
    private static WireError Denied(QueryCall call, string arn) =>
        new("AccessDenied", $"User: {call.Caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {arn}", 403);

    private static OperationResult Answer(Role role, RoleSession session) => OperationResult.Xml(new XElement(
        "Result",
        new XElement(
            "Credentials",
            new XElement("AccessKeyId", session.Id),
            new XElement("SecretAccessKey", session.Secret),
            new XElement("SessionToken", session.Token),
            new XElement("Expiration", WireTime.Text(session.ExpiresAt))),
        new XElement(
            "AssumedRoleUser",
            new XElement("AssumedRoleId", $"{role.UniqueId}:{session.SessionName}"),
            new XElement("Arn", $"arn:aws:sts::{role.AccountId}:assumed-role/{role.Name}/{session.SessionName}"))));
}
