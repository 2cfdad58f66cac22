using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Products;

/// <summary>Which products may enter and leave the lists of a policy. private-marketplace.md 4.5, 5.4, 5.7; M-20, M-21.</summary>
internal static class ProductRules
{
    /// <summary>
    /// What speaks against allowing: the catalogue does not have it or the actor's account cannot see it (M-20), unless it is allowed already;
    /// always entitled; the policy full.
    /// </summary>
    public static IEnumerable<Problem> Allowing(Workspace workspace, Experience experience, NamedProducts named) =>
        Entering(workspace, experience, named, [.. named.Among(experience.Policy!.Allowed)]);

    /// <summary>As <see cref="Allowing"/>, and a private product that is allowed stays allowed (M-21).</summary>
    public static IEnumerable<Problem> Denying(Workspace workspace, Experience experience, NamedProducts named) =>
        [.. Entering(workspace, experience, named, Listed(experience.Policy!, named)), .. LeavingAllowed(workspace, experience.Policy!, named)];

    /// <summary>A product that is in a list can always be taken out, but for M-21; others must at least be known.</summary>
    public static IEnumerable<Problem> Removing(Workspace workspace, Experience experience, NamedProducts named)
    {
        var listed = Listed(experience.Policy!, named);
        var unknown = named.Ids.Where(id => !listed.Contains(id) && !Known(workspace, id));
        return [.. PolicyProblems.Unknown(unknown, workspace.Actor.Account), .. LeavingAllowed(workspace, experience.Policy!, named)];
    }

    private static IEnumerable<Problem> Entering(Workspace workspace, Experience experience, NamedProducts named, HashSet<ProductId> listed)
    {
        var unknown = named.Ids.Where(id => !listed.Contains(id) && !Known(workspace, id));
        var entitled = named.Ids.Where(id => workspace.Context.Catalogue.Find(id) is { AlwaysEntitled: true });
        IEnumerable<Problem> full = Full(experience.Policy!, named) ? [PolicyProblems.Full(experience)] : [];
        return [.. PolicyProblems.Unknown(unknown, workspace.Actor.Account), .. PolicyProblems.AlwaysEntitled(entitled), .. full];
    }

    private static bool Known(Workspace workspace, ProductId id) => workspace.Context.Catalogue.Find(id) is { } product
        ? product.VisibleTo(workspace.Actor.Account)
        : workspace.Context.AcceptUnknownProducts;

    private static HashSet<ProductId> Listed(ProcurementPolicy policy, NamedProducts named) =>
        [.. named.Among(policy.Allowed), .. named.Among(policy.Denied)];

    private static IEnumerable<Problem> LeavingAllowed(Workspace workspace, ProcurementPolicy policy, NamedProducts named) =>
        workspace.Actor.MarketplaceManager || workspace.Actor.System
            ? []
            : PolicyProblems.Private(named.Among(policy.Allowed).Where(id => workspace.Context.Catalogue.Find(id) is { Visibility: ProductVisibility.Limited }));

    private static bool Full(ProcurementPolicy policy, NamedProducts named)
    {
        var count = policy.Allowed.Length + policy.Denied.Length;
        return count + named.Ids.Count() > ProcurementPolicy.Limit
            && count + named.Ids.Count() - Listed(policy, named).Count > ProcurementPolicy.Limit;
    }
}
