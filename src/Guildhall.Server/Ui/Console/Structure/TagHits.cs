using Guildhall.App.Governance;
using Guildhall.App.Organizations.TagReading;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary>The words of a search in the organization, each with the accounts that have it in a tag.</summary>
internal sealed class TagHits
{
    private readonly Dictionary<string, IReadOnlySet<string>> _accounts = new(StringComparer.Ordinal);

    /// <summary>The words of the query, looked for among the tags of the tenant's accounts.</summary>
    public static async Task<TagHits> OfAsync(TagSearch tags, TenantView tenant, ListQuery query, CancellationToken cancellation)
    {
        var hits = new TagHits();
        foreach (var word in query.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
            hits._accounts.Add(word, await tags.HavingAsync(tenant.State.Tenant, word, cancellation));
        return hits;
    }

    /// <summary>Whether the node has every word in name, e-mail, id or tags.</summary>
    public bool AreAllIn(OrganizationNode node) => _accounts.All(hit => ExperienceAudiencePages.Holds(node, hit.Key) || hit.Value.Contains(node.Id.Value));
}
