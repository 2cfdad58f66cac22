namespace Guildhall.Domain.Organizations;

/// <summary>Decides what a complete picture of an organization changes. Level-based: it compares states, whatever happened in between. security.md 6.4.</summary>
public static class Reconcile
{
    /// <summary>
    /// Compares. <paramref name="known"/> is null at the first reading. Fewer than half of the known accounts is a fault, unless an operator accepts
    /// the loss (<paramref name="acceptLoss"/>).
    /// </summary>
    public static Reconciliation With(Organization? known, OrganizationPicture seen, bool acceptLoss = false)
    {
        if (Stranger(known, seen) is { } stranger) return new Reconciliation.Fault(stranger);
        if (PictureFaults.Find(seen) is { } broken) return new Reconciliation.Fault(broken);
        if (known is not null && !acceptLoss && Loss(known, seen) is { } loss) return new Reconciliation.Fault(loss);
        var tree = PictureTree.Of(seen);
        var difference = TreeDifference.Between(known?.Tree, tree);
        var after = Next(known, seen, difference.IsEmpty ? known!.Tree : tree);
        return known is not null && difference.IsEmpty && SameSettings(known, after)
            ? new Reconciliation.Unchanged()
            : new Reconciliation.Changed(after, difference, known?.Integration ?? Integration.NeverEnabled);
    }

    /// <summary>decisions.md 15: once enabled, an organization never goes back to the older way.</summary>
    private static Integration Next(Integration known, bool? trustedAccess) => (known, trustedAccess) switch
    {
        (_, null) => known,
        (_, true) => Integration.Enabled,
        (Integration.NeverEnabled, false) => Integration.NeverEnabled,
        (_, false) => Integration.Disabled,
    };

    private static Organization Next(Organization? known, OrganizationPicture seen, OrganizationTree tree) => new()
    {
        Tenant = new TenantId(seen.OrganizationId.Value),
        OrganizationId = seen.OrganizationId,
        ManagementAccount = seen.ManagementAccount,
        AllFeatures = seen.AllFeatures,
        Integration = Next(known?.Integration ?? Integration.NeverEnabled, seen.TrustedAccess),
        ServiceLinkedRole = seen.ServiceLinkedRole ?? known?.ServiceLinkedRole ?? false,
        DelegatedAdministrators = seen.DelegatedAdministrators ?? known?.DelegatedAdministrators ?? [],
        Tree = tree,
    };

    private static bool SameSettings(Organization before, Organization after) =>
        before.AllFeatures == after.AllFeatures
        && before.Integration == after.Integration
        && before.ServiceLinkedRole == after.ServiceLinkedRole
        && before.DelegatedAdministrators.SetEquals(after.DelegatedAdministrators);

    /// <summary>F-16: another organization or another management account behind the same key is shown, never followed.</summary>
    private static Problem? Stranger(Organization? known, OrganizationPicture seen) =>
        known is null || (known.OrganizationId == seen.OrganizationId && known.ManagementAccount == seen.ManagementAccount) ? null : Fault(
            "ORGANIZATION_DIFFERS",
            $"AWS answers for organization {seen.OrganizationId} with management account {seen.ManagementAccount}, but {known.Tenant} with {known.ManagementAccount} is linked.");

    private static Problem? Loss(Organization known, OrganizationPicture seen)
    {
        var listed = seen.Nodes.Where(n => n.Node.Kind == NodeKind.Account).Select(n => n.Node.Id).ToHashSet();
        var before = known.Tree.Nodes.Where(n => n.Kind == NodeKind.Account).ToList();
        var still = before.Count(n => listed.Contains(n.Id));
        return still * 2 >= before.Count ? null : Fault(
            "ACCOUNTS_MISSING",
            $"AWS lists only {still:N0} of the {before.Count:N0} known accounts. This is taken for a fault; nothing was changed.");
    }

    internal static Problem Fault(string code, string message) => new(ProblemKind.Upstream, code, message);
}
