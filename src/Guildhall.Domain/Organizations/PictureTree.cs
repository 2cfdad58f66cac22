namespace Guildhall.Domain.Organizations;

/// <summary>Builds the tree of a picture that has no fault.</summary>
internal static class PictureTree
{
    public static OrganizationTree Of(OrganizationPicture seen)
    {
        var top = new OrganizationNode(seen.OrganizationId, NodeKind.Organization, "Root");
        return OrganizationTree.Build(
            seen.Nodes.Select(n => (n.Node, (PrincipalId?)n.Parent)).Prepend((top, null)),
            seen.RootId);
    }
}
