using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Invitations;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending;

/// <summary>One step of an order as it stands.</summary>
/// <param name="Problem">Why it waits or failed, as a manager reads it.</param>
public sealed record OrderStep(string Kind, EffectState State, int Attempts, string? Problem, string? AwsCode, string? AwsRequestId);

/// <summary>An order as its buyer and managers see it.</summary>
public sealed record OrderView(OrderRow Row, OrderState State, AccountOrder Form, string Organization, ImmutableArray<OrderStep> Steps)
{
    /// <summary>Nothing more happens by itself: it has ended, or a step of it needs a person or was taken back.</summary>
    public bool Rests => State.Ended() || Steps.Any(s => s.State is EffectState.Failed or EffectState.NeedsReview or EffectState.Cancelled);

    /// <summary>The account's address as whoever looks may see it.</summary>
    public string? EmailFor(bool manager) => RootEmail.For(manager, Row.Email);

    /// <summary>The invited account, by its id or by its address as whoever looks may see it; null for a new account.</summary>
    public string? InvitedFor(bool manager) => Form.Existing is { } existing ? existing.Id ?? RootEmail.For(manager, existing.Email) : null;

    /// <summary>Whether another invitation may be sent: the last one ended without an account.</summary>
    public bool MayInviteAgain => Steps.FirstOrDefault(s => s.Kind == OrderSteps.Join) is { } join && InvitationSteps.MayInviteAgain(Row.Invites, State, join.State, join.AwsCode);

    /// <summary>Why it stands still, in the words for whoever looks; null when it does not.</summary>
    public string? ProblemFor(bool manager) => manager ? Row.ManagerProblem ?? Steps.FirstOrDefault(s => s.Problem is not null)?.Problem ?? Row.Problem : Row.Problem;
}

/// <summary>Which orders a list shows.</summary>
public sealed record OrderFilter
{
    public OrderState? State { get; init; }

    /// <summary>The last order of the page before; null for the first page.</summary>
    public string? After { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>A stretch of orders, newest first.</summary>
/// <param name="Next">What the next page comes after; null on the last.</param>
public sealed partial record OrderPage(ImmutableArray<OrderView> Orders, string? Next)
{
    /// <summary>Whether a page can have given it as <see cref="Next"/>.</summary>
    public static bool IsCursor(string text) => Cursor().IsMatch(text);

    [GeneratedRegex(@"\Aorder-[0-9a-f]{32}\z")]
    private static partial Regex Cursor();
}

/// <summary>Which orders somebody looks for, in which order.</summary>
public sealed record OrderSearch
{
    /// <summary>Part of the name, the account's id or, for managers, the address, whatever the case; empty for all.</summary>
    public string Text { get; init; } = "";

    public OrderState? State { get; init; }

    public OrderSort Sort { get; init; }

    /// <summary>Whether the order is the descending one.</summary>
    public bool Down { get; init; }

    /// <summary>The place of the first; behind the end the last part is given.</summary>
    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>What orders are sorted by; equal ones by age.</summary>
public enum OrderSort
{
    Ordered,
    Name,
    State,
    Account,
    Organization,
}

/// <summary>A stretch of the orders found, and how many there are on all pages.</summary>
public sealed record FoundOrders(ImmutableArray<OrderView> Orders, int Total);

/// <summary>Reading orders.</summary>
public sealed class OrderQueries(Database database)
{
    /// <summary>The policies' word for reading accounts and their orders.</summary>
    public const string Action = "guildhall:ReadAccounts";

    /// <summary>Orders that the caller may see, newest first. Refused: no right.</summary>
    public async Task<Result<OrderPage>> ListAsync(OrderReach reach, OrderFilter filter, CancellationToken cancellation)
    {
        if (reach.Refusal(Action) is { } refusal) return refusal;
        await using var db = database.Open();
        var orders = Seen(db, reach);
        if (filter.State is { } state) orders = orders.Where(o => o.State == state.ToString());
        if (filter.After is { } after) orders = orders.Where(o => string.Compare(o.Id, after) < 0);
        var rows = await orders.OrderByDescending(o => o.Id).Take(filter.Take + 1).ToListAsync(cancellation);
        var page = rows.Take(filter.Take).ToList();
        return new OrderPage(await ViewsAsync(db, page, cancellation), rows.Count > filter.Take ? page[^1].Id : null);
    }

    /// <summary>Orders that the caller may see and looks for. Refused: no right.</summary>
    public async Task<Result<FoundOrders>> SearchAsync(OrderReach reach, OrderSearch search, CancellationToken cancellation)
    {
        if (reach.Refusal(Action) is { } refusal) return refusal;
        await using var db = database.Open();
        var all = await Seen(db, reach).Select(o => new OrderLine(o.Id, o.Name, o.State, o.AccountId, reach.Manages ? o.Email : null, db.Links.Where(l => l.Id == o.LinkId).Select(l => l.Name).FirstOrDefault())).ToListAsync(cancellation);
        var found = OrderLine.Sorted(all.Where(l => l.Matches(search)), search).ToList();
        var ids = found.Skip(Places.Within(search.Skip, search.Take, found.Count)).Take(search.Take).Select(l => l.Id).ToList();
        var rows = await db.Orders.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellation);
        return new FoundOrders(await ViewsAsync(db, ids.ConvertAll(id => rows[id]), cancellation), found.Count);
    }

    /// <summary>One order. Refused: no right; not found when there is none or it is none of the caller's.</summary>
    public async Task<Result<OrderView>> FindAsync(OrderReach reach, string id, CancellationToken cancellation)
    {
        if (reach.Refusal(Action) is { } refusal) return refusal;
        return await SeenAsync(reach, id, cancellation);
    }

    /// <summary>An order for whoever has just written it, which is no reading that needs a right of its own. Refused: it is none of the caller's.</summary>
    internal async Task<Result<OrderView>> SeenAsync(OrderReach reach, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var row = await Seen(db, reach).FirstOrDefaultAsync(o => o.Id == id, cancellation);
        return row is null ? OrderActs.Missing : (await ViewsAsync(db, [row], cancellation))[0];
    }

    private static IQueryable<OrderRow> Seen(GuildhallDb db, OrderReach reach)
    {
        var orders = db.Orders.AsNoTracking();
        if (reach.Everything) return orders;
        var (tenant, buyer) = (reach.Tenant, reach.Buyer);
        return reach.Manages
            ? orders.Where(o => o.Buyer == buyer || db.Links.Any(l => l.Id == o.LinkId && l.TenantId == tenant))
            : orders.Where(o => o.Buyer == buyer && buyer != "");
    }

    private static async Task<ImmutableArray<OrderView>> ViewsAsync(GuildhallDb db, List<OrderRow> rows, CancellationToken cancellation)
    {
        var (subjects, linkIds) = (rows.ConvertAll(o => o.Id), rows.Select(o => o.LinkId).Distinct().ToList());
        var steps = (await db.Effects.AsNoTracking().Where(e => subjects.Contains(e.Subject)).OrderBy(e => e.Position).ToListAsync(cancellation)).ToLookup(e => e.Subject, Step);
        var links = await db.Links.AsNoTracking().Where(l => linkIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Name, cancellation);
        return [.. rows.Select(o => new OrderView(o, Enum.Parse<OrderState>(o.State), OrderForms.Read(o.Form), links.GetValueOrDefault(o.LinkId, o.LinkId), [.. steps[o.Id]]))];
    }

    private static OrderStep Step(EffectRow entry) => new(entry.Kind, entry.State, entry.Attempts, entry.Problem, entry.ProblemCode, entry.AwsRequestId);
}
