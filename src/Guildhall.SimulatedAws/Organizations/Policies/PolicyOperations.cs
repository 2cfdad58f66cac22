using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations.Policies;

/// <summary>Making, changing, describing and deleting service control policies (aws-operations.md A.8).</summary>
internal static class PolicyOperations
{
    public static IReadOnlyList<OrganizationsOperation> All { get; } =
    [
        new("CreatePolicy", Callers.Management, Create),
        new("UpdatePolicy", Callers.Management, Update),
        new("DescribePolicy", Callers.Administrators, Describe),
        new("DeletePolicy", Callers.Management, Delete),
        new("ListPolicies", Callers.Administrators, List),
    ];

    private static OperationResult Create(OrganizationsCall call)
    {
        var content = call.Input.Text("Content", PolicyRules.Content);
        var (description, name) = (call.Input.Text("Description", PolicyRules.Description), call.Input.Text("Name", PolicyRules.Name));
        var (type, tags) = (call.Input.Type("Type"), call.Input.Tags());
        if (call.Input.Fault is { } fault) return fault;
        if (type != PolicyRules.ServiceControl || call.Organization.FeatureSet != FeatureSet.ALL) return PolicyRules.NotAvailable();
        if (PolicyRules.Refuse(content) is { } malformed) return malformed;
        if (IsTaken(call, name, except: null)) return PolicyRules.Taken(name);
        if (call.State.Indexes.Controls.Of(call.Organization.Id).Count >= PolicyRules.PolicyMaximum)
            return Refusals.Constraint("POLICY_NUMBER_LIMIT_EXCEEDED", $"An organization may have at most {PolicyRules.PolicyMaximum} policies.");
        var policy = new ControlPolicy { Id = WorldState.Fresh(call.State.Ids.ControlPolicy, call.State.Tables.Controls.Contains), OrganizationId = call.Organization.Id, Name = name, Description = description, Content = content };
        call.State.Tables.Controls.Put(policy);
        if (!tags.IsEmpty) call.State.Tables.Tags.Put(new ResourceTags(policy.Id, tags));
        return Answer.With(PolicyShape.Of(call, policy).WriteNamed);
    }

    private static OperationResult Update(OrganizationsCall call)
    {
        var id = call.Input.Text("PolicyId", PolicyRules.Id);
        var (name, description) = (call.Input.OptionalText("Name", PolicyRules.Name), call.Input.OptionalText("Description", PolicyRules.Description));
        var content = call.Input.OptionalText("Content", PolicyRules.Content);
        if (call.Input.Fault is { } fault) return fault;
        if (Find(call, id) is not { } policy) return PolicyRules.NotFound(id);
        if (content is not null && PolicyRules.Refuse(content) is { } malformed) return malformed;
        if (name is not null && IsTaken(call, name, id)) return PolicyRules.Taken(name);
        policy = policy with { Name = name ?? policy.Name, Description = description ?? policy.Description, Content = content ?? policy.Content };
        call.State.Tables.Controls.Put(policy);
        return Answer.With(PolicyShape.Of(call, policy).WriteNamed);
    }

    private static OperationResult Describe(OrganizationsCall call)
    {
        var id = call.Input.Text("PolicyId", PolicyRules.Id);
        if (call.Input.Fault is { } fault) return fault;
        return PolicyShape.Find(call, id) is { } shape ? Answer.With(shape.WriteNamed) : PolicyRules.NotFound(id);
    }

    private static OperationResult Delete(OrganizationsCall call)
    {
        var id = call.Input.Text("PolicyId", PolicyRules.Id);
        if (call.Input.Fault is { } fault) return fault;
        if (Find(call, id) is null) return PolicyRules.NotFound(id);
        if (call.TargetsOf(id).Any()) return new WireError("PolicyInUseException", "The policy is attached; detach it first.");
        call.State.Tables.Controls.Remove(id);
        call.State.Tables.Tags.Remove(id);
        return OperationResult.Empty;
    }

    private static OperationResult List(OrganizationsCall call)
    {
        var type = call.Input.Type("Filter");
        var ids = type == PolicyRules.ServiceControl ? call.State.Indexes.Controls.Of(call.Organization.Id).All.Prepend(ServiceControls.FullAccess) : [];
        return PolicyLists.Write(call, $"ListPolicies/{type}", ids);
    }

    private static ControlPolicy? Find(OrganizationsCall call, string id) =>
        call.State.Tables.Controls.Find(id) is { } policy && policy.OrganizationId == call.Organization.Id ? policy : null;

    private static bool IsTaken(OrganizationsCall call, string name, string? except) =>
        name == ServiceControls.FullAccessName || call.State.Indexes.Controls.Of(call.Organization.Id).All.Any(id => id != except && call.State.Tables.Controls.Get(id).Name == name);
}
