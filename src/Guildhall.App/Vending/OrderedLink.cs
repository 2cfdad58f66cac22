using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending;

/// <summary>A link as a checkout offers it.</summary>
public sealed record OrderableLink(string Id, string Name, bool Default, string? EmailPattern, string? TenantId);

/// <summary>Under which organization an account is made: the chosen one, else the company's, the product's, the default or the only one, of those that the product is sold under. vendor-integration.md 7, 12.2.</summary>
internal static class OrderedLink
{
    public static readonly Problem Paused = new(ProblemKind.Upstream, LinkStates.PausedCode, "Ordering is paused for this organization.");

    private static readonly Problem None = Problem.Conflict("no_organization", "No organization is available. Ask the marketplace manager.");

    /// <summary>Those that the caller may order in now, the default first.</summary>
    public static async Task<IReadOnlyList<OrderableLink>> ListAsync(Database database, OrderReach reach, AccountProduct product, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.Links.AsNoTracking().ToListAsync(cancellation);
        return [.. Usable(rows, reach, product).Where(l => l.State == LinkStates.Active).OrderByDescending(l => l.IsDefault).ThenBy(l => l.Name, StringComparer.Ordinal)
            .Select(Offered)];
    }

    public static OrderableLink Offered(LinkRow link) => new(link.Id, link.Name, link.IsDefault, link.EmailPattern, link.TenantId);

    /// <summary>Whether it is the link's id or name, its organization or its management account.</summary>
    public static bool IsCalled(LinkRow link, string name) => link.Id == name || link.TenantId == name || link.AccountId == name || link.Name == name;

    public static Result<LinkRow> Resolve(GuildhallDb db, OrderReach reach, AccountProduct product, OrderWish wish)
    {
        var links = Usable(db.Links.AsNoTracking().ToList(), reach, product).ToList();
        if (wish.Organization is { Length: > 0 } chosen)
        {
            var named = links.Find(l => IsCalled(l, chosen));
            return named is null ? Problem.Malformed($"No linked organization is called {chosen}.", "Organization") : Ready(named);
        }

        // A link that is removed, or that the caller has nothing to do with, is no one's to say.
        if (product.Preferred(wish.Form.Company).Select(id => links.Find(l => l.Id == id && l.State != LinkStates.Removed)).FirstOrDefault(l => l is not null) is { } preferred) return Ready(preferred);

        if (links.FirstOrDefault(l => l.IsDefault) is { } standard) return Ready(standard);
        var active = links.Where(l => l.State == LinkStates.Active).ToList();
        return active switch
        {
            [var only] => only,
            [] => links.Count > 0 ? Paused : None,
            _ => Problem.Malformed("Choose an organization.", "Organization"),
        };
    }

    private static Result<LinkRow> Ready(LinkRow link) => link.State == LinkStates.Active ? link : Paused;

    /// <summary>Accounts are made in organizations: a stand-alone account has none.</summary>
    private static IEnumerable<LinkRow> Usable(IEnumerable<LinkRow> links, OrderReach reach, AccountProduct product) =>
        links.Where(l => l.TenantId?.StartsWith("o-", StringComparison.Ordinal) == true && reach.MayUse(l) && product.Allows(l.Id));
}
