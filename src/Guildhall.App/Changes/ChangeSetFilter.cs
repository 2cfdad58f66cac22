using System.Globalization;
using System.Text.Json;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Changes;

/// <summary>Where a page of change sets goes on: after the set with this time and id, or for a walk back before it.</summary>
public readonly record struct ChangeSetPosition(long Ticks, string Id, bool Back = false)
{
    /// <summary>As it stands in a page token; ticks are never negative, so that a sign tells the way.</summary>
    internal string Write() => string.Create(CultureInfo.InvariantCulture, $"{(Back ? -Ticks : Ticks)}|{Id}");

    /// <summary>What <see cref="Write"/> wrote; null for anything else.</summary>
    internal static ChangeSetPosition? Read(string? text) =>
        text?.Split('|') is [var ticks, var id] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var value) ? new ChangeSetPosition(Math.Abs(value), id, value < 0) : null;
}

/// <summary>What ListChangeSets filters, sorts and pages by; bounds are exclusive. private-marketplace.md 2.3.</summary>
public sealed record ChangeSetFilter
{
    /// <summary>Ids of sets.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<ChangeSetStatus> Statuses { get; init; } = [];

    /// <summary>A part of the set's name, case included, or its id.</summary>
    public string Words { get; init; } = "";

    public IReadOnlyList<string> EntityIds { get; init; } = [];

    public DateTimeOffset? BeforeStart { get; init; }

    public DateTimeOffset? AfterStart { get; init; }

    public DateTimeOffset? BeforeEnd { get; init; }

    public DateTimeOffset? AfterEnd { get; init; }

    public bool SharedWithMe { get; init; }

    /// <summary>All sets that the caller may see, whoever owns them: the console's list. <see cref="SharedWithMe"/> says nothing then.</summary>
    public bool AnyOwner { get; init; }

    public bool ByEndTime { get; init; }

    public bool Ascending { get; init; }

    public ChangeSetPosition? After { get; init; }

    public int Take { get; init; } = 20;

    /// <summary>Sets that have ended earlier than this are no longer shown (retention).</summary>
    public DateTimeOffset? NotEndedBefore { get; init; }

    /// <summary>What the pages of one list have in common.</summary>
    internal string Text => JsonSerializer.Serialize(this with { After = null, Take = 0, NotEndedBefore = null });

    internal ChangeSetPosition PositionOf(ChangeSetRow set) => new((ByEndTime ? set.EndTime!.Value : set.StartTime).UtcTicks, set.Id);

    internal IQueryable<ChangeSetRow> Apply(IQueryable<ChangeSetRow> sets, GuildhallDb db)
    {
        if (Ids.Count > 0) sets = sets.Where(s => Ids.Contains(s.Id));
        if (Names.Count > 0) sets = sets.Where(s => Names.Contains(s.Name));
        if (Words.Length > 0) sets = sets.Where(s => s.Name.Contains(Words) || s.Id == Words);
        if (Statuses.Count > 0) sets = sets.Where(s => Statuses.Contains(s.Status));
        if (EntityIds.Count > 0) sets = sets.Where(s => db.ChangeSetEntities.Any(e => e.ChangeSetId == s.Id && EntityIds.Contains(e.EntityId)));
        if (BeforeStart is { } beforeStart) sets = sets.Where(s => s.StartTime < beforeStart);
        if (AfterStart is { } afterStart) sets = sets.Where(s => s.StartTime > afterStart);
        if (BeforeEnd is { } beforeEnd) sets = sets.Where(s => s.EndTime < beforeEnd);
        if (AfterEnd is { } afterEnd) sets = sets.Where(s => s.EndTime > afterEnd);
        if (NotEndedBefore is { } oldest) sets = sets.Where(s => s.EndTime == null || s.EndTime >= oldest);
        return ByEndTime ? SortByEnd(sets) : SortByStart(sets);
    }

    private IQueryable<ChangeSetRow> SortByStart(IQueryable<ChangeSetRow> sets)
    {
        if (After is { } position)
        {
            var (time, id) = (new DateTimeOffset(position.Ticks, TimeSpan.Zero), position.Id);
            sets = Ascending
                ? sets.Where(s => s.StartTime > time || (s.StartTime == time && string.Compare(s.Id, id) > 0))
                : sets.Where(s => s.StartTime < time || (s.StartTime == time && string.Compare(s.Id, id) < 0));
        }

        return Ascending ? sets.OrderBy(s => s.StartTime).ThenBy(s => s.Id) : sets.OrderByDescending(s => s.StartTime).ThenByDescending(s => s.Id);
    }

    /// <summary>Sets that have not ended have no end time: they are left out of a list by end time.</summary>
    private IQueryable<ChangeSetRow> SortByEnd(IQueryable<ChangeSetRow> sets)
    {
        sets = sets.Where(s => s.EndTime != null);
        if (After is { } position)
        {
            var (time, id) = (new DateTimeOffset(position.Ticks, TimeSpan.Zero), position.Id);
            sets = Ascending
                ? sets.Where(s => s.EndTime > time || (s.EndTime == time && string.Compare(s.Id, id) > 0))
                : sets.Where(s => s.EndTime < time || (s.EndTime == time && string.Compare(s.Id, id) < 0));
        }

        return Ascending ? sets.OrderBy(s => s.EndTime).ThenBy(s => s.Id) : sets.OrderByDescending(s => s.EndTime).ThenByDescending(s => s.Id);
    }
}
