using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary>How audiences are listed. private-marketplace.md 7.1.</summary>
public enum AudienceListing
{
    Hierarchy,
    Units,
    Accounts,
}

/// <summary><c>/console/audiences</c>: who has which experience, in three views. M-12.</summary>
internal sealed class AudiencesPages(Installation guildhall)
{
    private const string List = "aws-marketplace:ListEntities";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/audiences", List, (call, cancellation) => new(ShowAsync(call, cancellation)));
        new AssociationPages(guildhall).Map(pages);
    }

    private async Task<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var view = Enum.TryParse<AudienceListing>(call.Query["view"], ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : AudienceListing.Hierarchy;
        var query = ListQuery.Of(call, kept: ["view"]);
        if (view != AudienceListing.Hierarchy || query.HasFilter || query.Sort.Length > 0) return PageAnswer.Console<AudiencesView>("Audiences", await ListedAsync(tenant.Value, view, query, cancellation) with { Ticks = Ticks.Of(call) });
        var tree = tenant.Value.Marketplace.Organization.Tree;
        if (OrganizationPages.NodeOf(call, tree) is not { } node) return new PageAnswer.Refused(Problem.NotFound("The organization has no account or unit of this id."));
        return PageAnswer.Console<AudiencesView>("Audiences", Hierarchy(tenant.Value, query, TreeBranch.Of(tree, node, OrganizationPages.From(call))) with { Ticks = Ticks.Of(call) });
    }

    private static Audiences Hierarchy(TenantView tenant, ListQuery query, TreeBranch branch) =>
        new(tenant, AudienceListing.Hierarchy, query, [.. branch.Way.Concat(branch.Children).Select(n => ExperienceAudiencePages.Listed(tenant, n))], 0) { Branch = branch };

    private async Task<Audiences> ListedAsync(TenantView tenant, AudienceListing view, ListQuery query, CancellationToken cancellation)
    {
        NodeKind? kind = view switch
        {
            AudienceListing.Units => NodeKind.OrganizationalUnit,
            AudienceListing.Accounts => NodeKind.Account,
            _ => null,
        };
        var found = await StructureList.FindAsync(guildhall.TagSearch, tenant, query, StructureFilter.All, kind, cancellation);
        return new Audiences(tenant, view, query, [.. found.Take(query).Select(n => ExperienceAudiencePages.Listed(tenant, n))], found.Count);
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Count">All rows of a flat list.</param>
public sealed record Audiences(TenantView Tenant, AudienceListing View, ListQuery Query, IReadOnlyList<ListedPrincipal> Rows, int Count)
{
    /// <summary>The open part of the hierarchy; null for flat lists.</summary>
    public TreeBranch? Branch { get; init; }

    /// <summary>What is ticked in the list, on whichever page of it.</summary>
    public Ticks Ticks { get; init; } = Ticks.None;
}
