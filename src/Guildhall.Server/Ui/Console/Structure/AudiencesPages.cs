using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;

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
    private const int PageSize = 50;

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/audiences", List, (call, _) => ValueTask.FromResult(Show(call)));
        new AssociationPages(guildhall).Map(pages);
    }

    private static PageAnswer Show(PageCall call)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var view = Enum.TryParse<AudienceListing>(call.Query["view"], ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : AudienceListing.Hierarchy;
        var words = call.Query["q"].ToString().Trim();
        if (view != AudienceListing.Hierarchy || words.Length > 0) return PageAnswer.Console<AudiencesView>("Audiences", Listed(tenant.Value, view, words, OrganizationPages.From(call) ?? 0));
        var tree = tenant.Value.Marketplace.Organization.Tree;
        if (OrganizationPages.NodeOf(call, tree) is not { } node) return new PageAnswer.Refused(Problem.NotFound("The organization has no account or unit of this id."));
        return PageAnswer.Console<AudiencesView>("Audiences", Hierarchy(tenant.Value, TreeBranch.Of(tree, node, OrganizationPages.From(call))));
    }

    private static Audiences Hierarchy(TenantView tenant, TreeBranch branch) =>
        new(tenant, AudienceListing.Hierarchy, "", [.. branch.Way.Concat(branch.Children).Select(n => ExperienceAudiencePages.Listed(tenant, n))], null) { Branch = branch };

    private static Audiences Listed(TenantView tenant, AudienceListing view, string words, int from)
    {
        NodeKind? kind = view switch
        {
            AudienceListing.Units => NodeKind.OrganizationalUnit,
            AudienceListing.Accounts => NodeKind.Account,
            _ => null,
        };
        var (nodes, next) = StructureList.Find(tenant, words, StructureFilter.All, kind, from, PageSize);
        return new Audiences(tenant, view, words, [.. nodes.Select(n => ExperienceAudiencePages.Listed(tenant, n))], next);
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Next">The position of the next page of a flat list; null on the last.</param>
public sealed record Audiences(TenantView Tenant, AudienceListing View, string Words, IReadOnlyList<ListedPrincipal> Rows, int? Next)
{
    /// <summary>The open part of the hierarchy; null for flat lists.</summary>
    public TreeBranch? Branch { get; init; }
}
