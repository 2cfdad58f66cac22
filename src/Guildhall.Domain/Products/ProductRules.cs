using System.Collections.Immutable;
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
        [.. Unknown(workspace, named, experience.Policy!.Allowed), .. Entering(workspace, experience, named)];

    /// <summary>As <see cref="Allowing"/>, and a private product that is allowed stays allowed (M-21).</summary>
    public static IEnumerable<Problem> Denying(Workspace workspace, Experience experience, NamedProducts named) =>
        [.. Removing(workspace, experience, named), .. Entering(workspace, experience, named)];

    /// <summary>A product that is in a list can always be taken out, but for M-21; others must at least be known.</summary>
    public static IEnumerable<Problem> Removing(Workspace workspace, Experience experience, NamedProducts named) =>
        [.. Unknown(workspace, named, experience.Policy!.Allowed, experience.Policy.Denied), .. LeavingAllowed(workspace, experience.Policy, named)];

    private static IEnumerable<Problem> Entering(Workspace workspace, Experience experience, NamedProducts named)
    {
        var entitled = named.Ids.Where(id => workspace.Context.Catalogue.Find(id) is { AlwaysEntitled: true });
        IEnumerable<Problem> full = Full(experience.Policy!, named) ? [PolicyProblems.Full(experience)] : [];
        return [.. PolicyProblems.AlwaysEntitled(entitled), .. full];
    }

    /// <summary>The lists are searched only for what the catalogue does not know: they may be long.</summary>
    private static IEnumerable<Problem> Unknown(Workspace workspace, NamedProducts named, params ReadOnlySpan<ImmutableArray<ProductGrant>> exceptThoseIn)
    {
        var unknown = named.Ids.Where(id => !Known(workspace, id)).ToList();
        foreach (var list in exceptThoseIn)
        {
            if (unknown.Count > 0) unknown = [.. unknown.Except(NamedProducts.Of(unknown).Among(list))];
        }

        return PolicyProblems.Unknown(unknown, workspace.Actor.Account);
    }

    private static bool Known(Workspace workspace, ProductId id) => workspace.Context.Catalogue.Find(id) is { } product
        ? product.VisibleTo(workspace.Actor.Account)
        : workspace.Context.AcceptUnknownProducts;

    private static IEnumerable<Problem> LeavingAllowed(Workspace workspace, ProcurementPolicy policy, NamedProducts named)
    {
        if (workspace.Actor.MarketplaceManager || workspace.Actor.System) return [];
        var offered = named.Ids.Where(id => workspace.Context.Catalogue.Find(id) is { Visibility: ProductVisibility.Limited }).ToList();
        return offered.Count == 0 ? [] : PolicyProblems.Private(NamedProducts.Of(offered).Among(policy.Allowed));
    }

    private static bool Full(ProcurementPolicy policy, NamedProducts named)
    {
        var count = policy.Allowed.Length + policy.Denied.Length + named.Ids.Count();
        return count > ProcurementPolicy.Limit
            && count - named.Among(policy.Allowed).Count - named.Among(policy.Denied).Count > ProcurementPolicy.Limit;
    }
}
