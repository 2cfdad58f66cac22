using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Console.Experiences;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>One product in one experience.</summary>
/// <param name="Obstacle">Why nothing is sent for it; null when it is sent.</param>
public sealed record BulkLine(ProductId Product, string Title, string? Obstacle);

/// <summary>What is to be done in one experience, line by line, and what that does to accounts; no effect when nothing is sent.</summary>
public sealed record BulkShare(Experience Experience, IReadOnlyList<BulkLine> Lines, Preview? Effect)
{
    public IReadOnlyList<string> Sent => [.. Lines.Where(l => l.Obstacle is null).Select(l => l.Product.Value)];
}

/// <summary>
/// Splits an order of many products in many experiences into change sets of one experience each, so that what one refuses keeps no other back. Lines that
/// would be refused, or that are as wished already, are found before and left out. M-09.
/// </summary>
internal sealed class BulkPlan(Installation guildhall, Caller caller, ProductAct act)
{
    /// <summary>Reasons found in one try can hide others.</summary>
    private const int Tries = 5;

    public BulkShare Of(Experience experience, IReadOnlyList<string> ids)
    {
        var approved = experience.Policy?.Allowed.Select(g => g.Product.Value).ToHashSet(StringComparer.Ordinal) ?? [];
        var denied = experience.Policy?.Denied.Select(g => g.Product.Value).ToHashSet(StringComparer.Ordinal) ?? [];
        IReadOnlyList<BulkLine> lines = [.. ids.Select(id => Line(id, approved, denied))];
        for (var tries = 0; tries < Tries; tries++)
        {
            var share = new BulkShare(experience, lines, null);
            if (share.Sent.Count == 0) return share;
            var effect = guildhall.Previews.OfAll(caller, [.. Sets(share).Select(changes => new ChangeSetDraft(changes))]);
            if (!effect.Refused) return share with { Effect = effect.Value };
            lines = Marked(lines, effect.Problems);
        }

        return new BulkShare(experience, lines, null);
    }

    /// <summary>
    /// The change sets of a share, to be run one after another: a set may have one change of a type for an entity, and that names 50 products
    /// (private-marketplace.md 2.1.2, 8). The first makes the policy where there is none.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ChangeDraft>> Sets(BulkShare share) =>
    [
        .. share.Sent.Chunk(ProductChange.IdsLimit).Select((ids, place) =>
            (IReadOnlyList<ChangeDraft>)[.. ExperienceProductPages.Changes(act, share.Experience, ids, "").Where(c => place == 0 || c.ChangeType == act.ChangeType)]),
    ];

    private BulkLine Line(string id, HashSet<string> approved, HashSet<string> denied)
    {
        var product = guildhall.Marketplaces.Catalogue.Find(new ProductId(id));
        var listed = approved.Contains(id) || denied.Contains(id);
        var obstacle =
            act == ProductAct.Add && approved.Contains(id) ? "Approved already"
            : act == ProductAct.Remove && !listed ? "Not in the list, so nothing to remove"
            : product is null && !listed && !guildhall.Options.AcceptUnknownProducts ? "The catalogue does not have it"
            : null;
        return new BulkLine(new ProductId(id), product?.VisibleTo(caller.Account) == true ? product.Title : id, obstacle);
    }

    /// <summary>The lines with what was found against them; a reason that names no line is against all.</summary>
    private static IReadOnlyList<BulkLine> Marked(IReadOnlyList<BulkLine> lines, IReadOnlyList<Problem> problems)
    {
        BulkLine[] marked = [.. lines.Select(l => l.Obstacle is null && Against(l.Product, problems) is { } problem ? l with { Obstacle = Words(problem) } : l)];
        return marked.SequenceEqual(lines) ? [.. lines.Select(l => l with { Obstacle = l.Obstacle ?? Words(problems[0]) })] : marked;
    }

    internal static Problem? Against(ProductId product, IReadOnlyList<Problem> problems) => problems.FirstOrDefault(p => p.Message.Contains(product.Value, StringComparison.Ordinal));

    /// <summary>One line's reason; the problem's own message may name many products.</summary>
    internal static string Words(Problem problem) => problem.Code switch
    {
        "PRODUCT_NOT_FOUND" => "Not in the catalogue, or not offered to your account",
        "PRODUCT_ALREADY_ALLOWED" => "Always entitled: there is nothing to approve",
        "CALLER_NOT_AUTHORIZED" => "Private: ask the operator, only a MarketplaceManager removes it",
        _ => problem.Message,
    };
}
