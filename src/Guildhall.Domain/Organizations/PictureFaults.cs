namespace Guildhall.Domain.Organizations;

/// <summary>Whether a picture can be a tree at all: it came from outside (S-53).</summary>
internal static class PictureFaults
{
    /// <summary>AWS has five levels of OUs; more are allowed for, a cycle is not.</summary>
    private const int Deepest = 32;

    public static Problem? Find(OrganizationPicture seen)
    {
        var parents = new Dictionary<PrincipalId, PrincipalId>(seen.Nodes.Length);
        foreach (var (node, parent) in seen.Nodes)
        {
            if (!parents.TryAdd(node.Id, parent)) return Broken($"{node.Id} was seen twice");
        }

        var holders = seen.Nodes.Where(n => n.Node.Kind == NodeKind.OrganizationalUnit).Select(n => n.Node.Id).Append(seen.OrganizationId).ToHashSet();
        foreach (var (node, parent) in seen.Nodes)
        {
            if (!holders.Contains(parent)) return Broken($"{node.Id} is in {parent}, which was not seen");
        }

        if (seen.Nodes.Any(n => n.Node.Kind == NodeKind.OrganizationalUnit && IsEndless(n.Node.Id))) return Broken("some OUs contain themselves");
        return parents.ContainsKey(PrincipalId.Of(seen.ManagementAccount)) ? null : Broken($"the management account {seen.ManagementAccount} was not listed");

        bool IsEndless(PrincipalId id)
        {
            for (var level = 0; level <= Deepest; level++)
            {
                if (id == seen.OrganizationId) return false;
                id = parents[id];
            }

            return true;
        }
    }

    private static Problem Broken(string what) => Reconcile.Fault("ORGANIZATION_UNREADABLE", $"What AWS listed is no tree: {what}. Nothing was changed.");
}
