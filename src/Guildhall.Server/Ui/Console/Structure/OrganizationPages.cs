using System.Globalization;
using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary><c>/console/organization</c>: the hierarchy, and what governs each node and why. private-marketplace.md 7.1, 7.2, M-13.</summary>
internal sealed class OrganizationPages(Installation guildhall)
{
    private const string Read = "guildhall:ReadOrganization";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/organization", Read, (call, cancellation) => new(ShowAsync(call, cancellation)));
        pages.Get("/console/organization.csv", Read, (call, cancellation) => new(CsvAsync(call, cancellation)));
    }

    private async Task<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var (query, filter) = (QueryOf(call), FilterOf(call));
        if (query.HasFilter || filter != StructureFilter.All) return await ListAsync(tenant.Value, query, filter, cancellation);
        var tree = tenant.Value.Marketplace.Organization.Tree;
        if (NodeOf(call, tree) is not { } node) return new PageAnswer.Refused(Problem.NotFound("The organization has no account or unit of this id."));
        var shown = new OrganizationStructure(tenant.Value, node, TreeBranch.Of(tree, node, From(call)), TreeShelf.Of(tree).AccountsBelow(node))
        {
            Path = tenant.Value.Governance.Path(node),
            Tags = tree.KindOf(node) == NodeKind.Account ? await guildhall.TagSearch.FindAsync(tenant.Value.State.Tenant, tree.Nodes[node].Id.Value, cancellation) : null,
        };
        return PageAnswer.Console<OrganizationView>("Organization structure", shown);
    }

    private async Task<PageAnswer> ListAsync(TenantView tenant, ListQuery query, StructureFilter filter, CancellationToken cancellation)
    {
        var found = await StructureList.FindAsync(guildhall.TagSearch, tenant, query, filter, null, cancellation);
        return PageAnswer.Console<OrganizationListView>("Organization structure", new OrganizationList(query, filter, [.. found.Take(query).Select(n => ExperienceAudiencePages.Listed(tenant, n))], found.Count));
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, kept: ["filter", "view"]);

    private async Task<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var tree = tenant.Value.Marketplace.Organization.Tree;
        var found = await StructureList.FindAsync(guildhall.TagSearch, tenant.Value, QueryOf(call), FilterOf(call), KindOf(call), cancellation);
        return CsvFile.Of(
            "organization",
            ["Id", "Name", "Kind", "E-mail", "State", "Path", "Associated with", "Governing experience", "Relationship"],
            found.Select(n => (Node: n, Listed: ExperienceAudiencePages.Listed(tenant.Value, n))).Select(f => (IReadOnlyList<object?>)
            [
                f.Listed.Node.Id.Value, f.Listed.Node.Name, NodeWords.Of(f.Listed.Node.Kind), f.Listed.Node.Email, f.Listed.Node.Kind == NodeKind.Account ? f.Listed.Node.State : null,
                StructureList.Way(tree, f.Node), f.Listed.Associated?.Name, f.Listed.Governing?.Name, f.Listed.Relationship,
            ]));
    }

    /// <summary>The node that the query names, the top when it names none, null when there is no such node.</summary>
    internal static int? NodeOf(PageCall call, OrganizationTree tree) => call.Query["node"].ToString().Trim() is { Length: > 0 } id ? tree.Find(id) : 0;

    internal static int? From(PageCall call) => int.TryParse(call.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    private static StructureFilter FilterOf(PageCall call) => call.Query["filter"].ToString() switch
    {
        "ungoverned" => StructureFilter.Ungoverned,
        "differs" => StructureFilter.Differs,
        _ => StructureFilter.All,
    };

    private static NodeKind? KindOf(PageCall call) => call.Query["view"].ToString() switch
    {
        "units" => NodeKind.OrganizationalUnit,
        "accounts" => NodeKind.Account,
        _ => null,
    };
}

/// <summary>What the page shows of one node.</summary>
/// <param name="Accounts">Accounts at or below the node.</param>
public sealed record OrganizationStructure(TenantView Tenant, int Node, TreeBranch Branch, int Accounts)
{
    /// <summary>From the node up to the top, with a reason at each.</summary>
    public System.Collections.Immutable.ImmutableArray<Domain.Governance.PathStep> Path { get; init; } = [];

    /// <summary>Of an account, as AWS had them; null while they were not read yet.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>What was found.</summary>
public sealed record OrganizationList(ListQuery Query, StructureFilter Filter, IReadOnlyList<ListedPrincipal> Found, int Count);
