using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>Service control policies: which are attached where, and what they leave of an account's rights (aws-operations.md A.8).</summary>
internal static class ServiceControls
{
    /// <summary>AWS's own, attached to everything from the start.</summary>
    public const string FullAccess = "p-FullAWSAccess";

    public const string FullAccessName = "FullAWSAccess";

    public const string FullAccessContent = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private static readonly NamedPolicy Unbound = new(FullAccessName, PolicyDocument.FromStored(FullAccessContent, PolicyKind.ServiceControl));

    /// <summary>Ids of the policies attached directly to a root, unit or account.</summary>
    public static IReadOnlyList<string> AttachedTo(this WorldState state, string target) => state.Tables.Attachments.Find(target)?.Policies ?? [FullAccess];

    public static void Attach(this WorldState state, Organization organization, string target, string policy) =>
        state.Tables.Attachments.Put(new Attachments(target, organization.Id, [.. state.AttachedTo(target), policy]));

    public static void Detach(this WorldState state, Organization organization, string target, string policy) =>
        state.Tables.Attachments.Put(new Attachments(target, organization.Id, [.. state.AttachedTo(target).Where(id => id != policy)]));

    /// <summary>
    /// What the organization leaves of a member's rights: each level from the account up to the root must allow. The management account is bound by none.
    /// </summary>
    public static PolicySet? Bound(this WorldState state, string accountId, PolicySet? own)
    {
        if (state.Tables.Attachments.Count == 0 || state.Tables.Accounts.Find(accountId)?.Membership is not { } membership) return own;
        var organization = state.Tables.Organizations.Get(membership.OrganizationId);
        if (organization.ManagementAccountId == accountId || !organization.HasServiceControls) return own;
        var bound = own ?? Access.Policies.Everything;
        foreach (var level in state.Levels(accountId, membership.ParentId)) bound = bound.WithServiceControl(state.AttachedTo(level).Select(state.Content));
        return bound;
    }

    private static NamedPolicy Content(this WorldState state, string policy) => state.Tables.Controls.Find(policy) is { } own
        ? new NamedPolicy(own.Name, PolicyDocument.FromStored(own.Content, PolicyKind.ServiceControl))
        : Unbound;

    private static IEnumerable<string> Levels(this WorldState state, string accountId, string parentId)
    {
        yield return accountId;
        for (var at = parentId; ; at = state.Tables.Units.Get(at).ParentId)
        {
            yield return at;
            if (!state.Tables.Units.Contains(at)) yield break;
        }
    }
}
