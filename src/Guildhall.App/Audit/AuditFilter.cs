using System.Text.Json;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Audit;

/// <summary>Which audit records a list shows; an empty text asks for nothing.</summary>
public sealed record AuditFilter
{
    /// <summary>A part of the actor's ARN, or the account's 12 digits.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The event's name, whole.</summary>
    public string EventName { get; init; } = "";

    /// <summary>From this time on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The id of an entity or change set that the record names; sought in the records' text, of which a page reads so many.</summary>
    public string Entity { get; init; } = "";

    public bool OldestFirst { get; init; }

    public int Take { get; init; } = 50;

    /// <summary>What the pages of one list have in common.</summary>
    internal string Text => JsonSerializer.Serialize(this with { Take = 0 });

    /// <summary>Those of the rows that it lets through; the same query when it lets all through.</summary>
    internal IQueryable<AuditRow> Apply(IQueryable<AuditRow> rows)
    {
        if (Actor.Length > 0) rows = rows.Where(a => a.Account == Actor || a.Arn.Contains(Actor));
        if (EventName.Length > 0) rows = rows.Where(a => a.EventName == EventName);
        if (From is { } from) rows = rows.Where(a => a.Time >= from);
        if (Until is { } until) rows = rows.Where(a => a.Time < until);
        if (Entity.Length > 0) rows = rows.Where(a => a.Record.Contains(Entity));
        return rows;
    }
}
