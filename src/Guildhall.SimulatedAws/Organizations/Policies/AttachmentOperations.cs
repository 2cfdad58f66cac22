using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations.Policies;

/// <summary>Attaching policies to roots, units and accounts, and switching their type on and off (aws-operations.md A.8).</summary>
internal static class AttachmentOperations
{
    public static IReadOnlyList<OrganizationsOperation> All { get; } =
    [
        new("AttachPolicy", Callers.Management, Attach),
        new("DetachPolicy", Callers.Management, Detach),
        new("ListPoliciesForTarget", Callers.Administrators, ListForTarget),
        new("ListTargetsForPolicy", Callers.Administrators, ListTargets),
        new("EnablePolicyType", Callers.Management, call => Switch(call, on: true)),
        new("DisablePolicyType", Callers.Management, call => Switch(call, on: false)),
    ];

    /// <summary>Everything of the organization that the policy is attached to; AWS's own is attached where nothing else was said.</summary>
    public static IEnumerable<string> TargetsOf(this OrganizationsCall call, string policy) => Nodes(call).Where(node => AttachedTo(call, node).Contains(policy));

    private static OperationResult Attach(OrganizationsCall call)
    {
        if (Refuse(call, out var policy, out var target) is { } refusal) return refusal;
        var attached = AttachedTo(call, target);
        if (!call.Organization.HasServiceControls) return new WireError("PolicyTypeNotEnabledException", "Service control policies are not enabled in the root.");
        if (attached.Contains(policy)) return new WireError("DuplicatePolicyAttachmentException", "The policy is attached to it already.");
        if (attached.Count >= PolicyRules.AttachmentMaximum)
            return Refusals.Constraint("MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", $"At most {PolicyRules.AttachmentMaximum} policies may be attached.");
        call.State.Attach(call.Organization, target, policy);
        return OperationResult.Empty;
    }

    private static OperationResult Detach(OrganizationsCall call)
    {
        if (Refuse(call, out var policy, out var target) is { } refusal) return refusal;
        var attached = AttachedTo(call, target);
        if (!attached.Contains(policy)) return new WireError("PolicyNotAttachedException", "The policy is not attached to it.");
        if (attached.Count == 1) return Refusals.Constraint("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", "The last policy cannot be detached.");
        call.State.Detach(call.Organization, target, policy);
        return OperationResult.Empty;
    }

    private static OperationResult ListForTarget(OrganizationsCall call)
    {
        var (target, type) = (call.Input.Text("TargetId", PolicyRules.Target), call.Input.Type("Filter"));
        if (call.Input.Fault is { } fault) return fault;
        if (!Exists(call, target)) return PolicyRules.NoTarget(target);
        return PolicyLists.Write(call, $"ListPoliciesForTarget/{target}/{type}", type == PolicyRules.ServiceControl ? AttachedTo(call, target) : []);
    }

    private static OperationResult ListTargets(OrganizationsCall call)
    {
        var policy = call.Input.Text("PolicyId", PolicyRules.Id);
        var page = call.Page($"ListTargetsForPolicy/{policy}", SortedIds.From(call.TargetsOf(policy)));
        if (call.Input.Fault is { } fault) return fault;
        if (PolicyShape.Find(call, policy) is null) return PolicyRules.NotFound(policy);
        return Answer.With(json =>
        {
            json.WriteStartArray("Targets");
            foreach (var id in page.Ids) TargetShape.Write(json, call, id);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }

    private static OperationResult Switch(OrganizationsCall call, bool on)
    {
        var (root, type) = (call.Input.Text("RootId", PolicyRules.Root), call.Input.Type("PolicyType"));
        if (call.Input.Fault is { } fault) return fault;
        var organization = call.Organization;
        if (root != organization.RootId) return new WireError("RootNotFoundException", $"The organization has no root {root}.");
        if (type != PolicyRules.ServiceControl || organization.FeatureSet != FeatureSet.ALL) return PolicyRules.NotAvailable();
        if (organization.HasServiceControls == on) return on ? new WireError("PolicyTypeAlreadyEnabledException", "The type is enabled already.") : new WireError("PolicyTypeNotEnabledException", "The type is not enabled.");
        organization = organization with { ServiceControlsOff = !on };
        call.State.Tables.Organizations.Put(organization);

        // What was attached does not come back when the type is enabled again: AWS then begins with its own policy everywhere.
        if (!on) foreach (var id in call.State.Indexes.Attachments.Of(organization.Id).All.ToArray()) call.State.Tables.Attachments.Remove(id);
        return Answer.With(json =>
        {
            json.WritePropertyName("Root");
            RootShape.Write(json, organization);
        });
    }

    private static WireError? Refuse(OrganizationsCall call, out string policy, out string target)
    {
        (policy, target) = (call.Input.Text("PolicyId", PolicyRules.Id), call.Input.Text("TargetId", PolicyRules.Target));
        if (call.Input.Fault is { } fault) return fault;
        if (PolicyShape.Find(call, policy) is null) return PolicyRules.NotFound(policy);
        return Exists(call, target) ? null : PolicyRules.NoTarget(target);
    }

    /// <summary>Nothing is attached anywhere while the type is off.</summary>
    private static IReadOnlyList<string> AttachedTo(OrganizationsCall call, string target) => call.Organization.HasServiceControls ? call.State.AttachedTo(target) : [];

    private static bool Exists(OrganizationsCall call, string target) => call.State.HasParent(call.Organization, target) || call.State.FindMember(call.Organization, target) is not null;

    private static IEnumerable<string> Nodes(OrganizationsCall call) =>
        [call.Organization.RootId, .. call.State.Indexes.Units.Of(call.Organization.Id).All, .. call.State.Indexes.Members.Of(call.Organization.Id).All];
}
