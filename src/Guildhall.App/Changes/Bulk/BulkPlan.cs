using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.App.Changes.Bulk;

/// <summary>
/// Splits an order of many products in many experiences into change sets of one experience each, so that what one refuses keeps no other back. Lines that
/// would be refused, or that are as wished already, are found before and left out. M-09.
/// </summary>
internal sealed class BulkPlan(Previews previews, Marketplaces marketplaces, bool acceptUnknownProducts, Caller caller, ProductAct act)
{
    public BulkShare Of(Experience experience, IReadOnlyList<string> ids)
    {
        var approved = experience.Policy?.Allowed.Select(g => g.Product.Value).ToHashSet(StringComparer.Ordinal) ?? [];
        var denied = experience.Policy?.Denied.Select(g => g.Product.Value).ToHashSet(StringComparer.Ordinal) ?? [];
        IReadOnlyList<BulkLine> lines = [.. ids.Select(id => Line(id, approved, denied))];

        // Reasons found in one try can hide others. Each try finds at least one line more, so they come to an end.
        while (true)
        {
            var share = new BulkShare(experience, lines, null);
            if (share.Sent.Count == 0) return share;
            var effect = EffectOf([share]);
            if (!effect.Refused) return share with { Effect = effect.Value };
            lines = Marked(lines, effect.Problems);
        }
    }

    /// <summary>The effect of all that would be sent, in its order.</summary>
    public Result<Preview> EffectOf(IEnumerable<BulkShare> shares) =>
        previews.OfAll(caller, [.. shares.SelectMany(s => s.Parts().Where(p => p.Sent.Count > 0).Select((part, place) => part.Draft(act, place == 0 && s.Experience.Policy is null)))]);

    private BulkLine Line(string id, HashSet<string> approved, HashSet<string> denied)
    {
        var product = marketplaces.Catalogue.Find(new ProductId(id));
        var listed = approved.Contains(id) || denied.Contains(id);
        var obstacle =
            !ProductItem.IsId(id) ? "Not the id of a product"
            : act == ProductAct.Add && approved.Contains(id) ? "Approved already"
            : act == ProductAct.Remove && !listed ? "Not in the list, so nothing to remove"
            : product is null && !listed && !acceptUnknownProducts ? "The catalogue does not have it"
            : null;
        return new BulkLine(id, product?.VisibleTo(caller.Account) == true ? product.Title : id, obstacle);
    }

    /// <summary>The lines with what was found against them; a reason that names no line is against all.</summary>
    private static IReadOnlyList<BulkLine> Marked(IReadOnlyList<BulkLine> lines, IReadOnlyList<Problem> problems)
    {
        BulkLine[] marked = [.. lines.Select(l => l.Obstacle is null && BulkWords.Against(l.Product, problems) is { } problem ? l with { Obstacle = BulkWords.Of(problem) } : l)];
        return marked.SequenceEqual(lines) ? [.. lines.Select(l => l with { Obstacle = l.Obstacle ?? BulkWords.Of(problems[0]) })] : marked;
    }
}
