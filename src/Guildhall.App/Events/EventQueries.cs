using System.Globalization;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Events;

/// <summary>A stretch of events in order.</summary>
/// <param name="Bodies">EventBridge envelopes as JSON.</param>
/// <param name="Next">The cursor after the last of them: also when there is nothing more yet, so that a consumer can come back.</param>
public sealed record EventPage(IReadOnlyList<string> Bodies, string Next);

/// <summary>Reading events. private-marketplace.md 9, contract.md 4.</summary>
public sealed class EventQueries(Database database, Marketplaces marketplaces, PageTokens tokens, TimeProvider clock)
{
    private readonly SettledEvents _settled = new(database, clock);

    /// <summary>
    /// At most <paramref name="limit"/> events after a cursor, or from the first one on: an administrator's are those of the whole tenant, another
    /// caller's those of the own account. Only those that none can appear before any more, as webhooks get them: the cursor passes over nothing. A cursor that
    /// is not of this tenant is malformed.
    /// </summary>
    public async Task<Result<EventPage>> ReadAsync(Caller caller, string? after, int limit, CancellationToken cancellation)
    {
        var view = marketplaces.FindTenantOf(caller.Account);
        var binding = $"events\n{view?.State.Tenant.Value}";
        var start = 0L;
        if (after is not null && !long.TryParse(tokens.Read(binding, after), CultureInfo.InvariantCulture, out start))
            return Problem.Malformed("after is not a cursor that this list gave.", "after");
        if (view is null || await _settled.UpToAsync(start, cancellation) is not { } last || last <= start) return new EventPage([], Cursor(binding, start));
        await using var db = database.Open();
        var (tenant, account) = (view.State.Tenant.Value, caller.Account.Value);
        var events = db.Events.AsNoTracking().Where(e => e.TenantId == tenant && e.Sequence > start && e.Sequence <= last);
        if (!caller.Actor.Administers(view.Marketplace.Organization)) events = events.Where(e => e.Account == account);
        var found = await events.OrderBy(e => e.Sequence).Take(limit).Select(e => new { e.Sequence, e.Body }).ToListAsync(cancellation);
        return new EventPage([.. found.Select(e => e.Body)], Cursor(binding, found.Count > 0 ? found[^1].Sequence : start));
    }

    private string Cursor(string binding, long sequence) => tokens.Write(binding, sequence.ToString(CultureInfo.InvariantCulture));
}
