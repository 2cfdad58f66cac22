using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Effects;

/// <summary>Entries of one subject, to be done one after another.</summary>
/// <param name="Subject">The id of what they are for.</param>
/// <param name="LinkId">The link whose AWS is called.</param>
/// <param name="Kinds">In their order.</param>
public sealed record EffectPlan(string Subject, string LinkId, IReadOnlyList<string> Kinds)
{
    /// <summary>What entries know from the beginning, by kind: <see cref="EffectRow.Progress"/>.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    /// <summary>Stages the entries behind those that the subject has already.</summary>
    public void Stage(WriteScope scope, IdSource ids)
    {
        var position = scope.Db.Effects.Where(e => e.Subject == Subject).Select(e => (int?)e.Position).Max() + 1 ?? 0;
        foreach (var kind in Kinds)
        {
            var entry = Entry(kind, position++, scope.Now, ids);
            scope.Stage(db => db.Add(entry));
        }
    }

    private EffectRow Entry(string kind, int position, DateTimeOffset now, IdSource ids) => new()
    {
        Id = ids.Uuid(now).ToString(),
        Kind = kind,
        Subject = Subject,
        Position = position,
        LinkId = LinkId,
        State = EffectState.Waiting,
        Progress = Given.GetValueOrDefault(kind),
        Due = now,
        CreatedAt = now,
    };
}
