using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.App.Changes.Bulk;

/// <summary>What is to be done in one experience, line by line, and what that does to accounts; no effect when nothing is sent.</summary>
public sealed record BulkShare(Experience Experience, IReadOnlyList<BulkLine> Lines, Preview? Effect)
{
    /// <summary>Ids of the products that something is sent for.</summary>
    public IReadOnlyList<string> Sent => [.. Lines.Where(l => l.Obstacle is null).Select(l => l.Product)];

    /// <summary>
    /// The change sets of the share, to be run one after another: a set may have one change of a type for an entity, and that names 50 products
    /// (private-marketplace.md 2.1.2, 8).
    /// </summary>
    internal IEnumerable<BulkPart> Parts()
    {
        var (start, sent) = (0, 0);
        for (var place = 0; place < Lines.Count; place++)
        {
            if (Lines[place].Obstacle is not null || sent++ < ProductChange.IdsLimit) continue;
            yield return Part(start, place);
            (start, sent) = (place, 1);
        }

        yield return Part(start, Lines.Count);
    }

    private BulkPart Part(int start, int end) => new(Experience.Id, Experience.Name, [.. Lines.Skip(start).Take(end - start)]);
}

/// <summary>One change set of an order, with the lines that are left out of it.</summary>
/// <param name="Experience">The experience.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lines">Products, at most 50 of them to be sent.</param>
internal sealed record BulkPart(EntityId Experience, string Name, IReadOnlyList<BulkLine> Lines)
{
    public static BulkPart Of(BulkSetRow row) => new(new EntityId(row.ExperienceId), row.ExperienceName, StoredBulk.Lines(row.Lines));

    public IReadOnlyList<string> Sent => [.. Lines.Where(l => l.Obstacle is null).Select(l => l.Product)];

    /// <param name="act">What is done.</param>
    /// <param name="lacksPolicy">Whether the experience has no procurement policy when this is sent.</param>
    public ChangeSetDraft Draft(ProductAct act, bool lacksPolicy) => new(act.Changes(Experience, Name, lacksPolicy, Sent)) { Name = ChangeSetWords.NameOf($"{act.Title}: {Name}") };

    public BulkSetRow Row(string order, int position) => new()
    {
        OrderId = order,
        Position = position,
        ExperienceId = Experience.Value,
        ExperienceName = Name,
        Lines = StoredBulk.Write(Lines),
        State = Sent.Count == 0 ? BulkSetState.LeftOut : BulkSetState.Waiting,
    };
}
