using System.Collections.Immutable;
using System.Linq.Expressions;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Experiences;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending;

/// <summary>A member account: AWS's picture of it, and what Guildhall knows beside that.</summary>
/// <param name="Email">As the reader may see it (<see cref="RootEmail"/>).</param>
/// <param name="Path">Names of the units above it, from the top; empty directly under the root.</param>
/// <param name="Experience">What the reader knows the experience by that governs it (<see cref="KnownNames"/>); null when none does.</param>
/// <param name="Known">What Guildhall keeps of it; null for an account that nobody ordered here.</param>
public sealed record AccountView(string Id, string Name, string? Email, AccountState State, string Organization, string LinkId, ImmutableArray<string> Path, string? Experience, MemberAccountRow? Known)
{
    /// <summary>Where it is: the unit's or the root's id; null for a stand-alone account.</summary>
    public string? Parent { get; init; }

    /// <summary>Whether it is the management account of its organization.</summary>
    public bool Management { get; init; }

    /// <summary>Whether its organization has it as a member: only then can anything be done to it from here.</summary>
    public bool Member => Parent is not null && !Management;

    /// <summary>What is, was or will be done to it on AWS, the last first; empty in lists.</summary>
    public ImmutableArray<AccountStep> Steps { get; init; } = [];

    /// <summary>Where AWS's picture of it differs from what Guildhall has made of it, one sentence each; empty in lists and for buyers.</summary>
    public ImmutableArray<string> Drift { get; init; } = [];

    /// <summary>That its closing waits for a second person, for its managers; null when it does not.</summary>
    public ClosingAsk? Asked { get; init; }

    /// <summary>Whether its owner has yet to let the organization in: an invited account, until <see cref="ManagementAccess"/> has seen the role.</summary>
    public bool Shut => Known is { Source: "Invited", RoleName: null };

    /// <summary>What is kept of it for the company's own books.</summary>
    public AccountLabels Labels { get; init; } = KeptLabels.Read(Known);

    /// <summary>Moves with each change of what Guildhall keeps of it; 0 while that is nothing.</summary>
    public long Version => Known?.Version ?? 0;

    /// <summary>Whether Guildhall has suspended it.</summary>
    public bool Suspended => Known?.State == MemberStates.Suspended;

    /// <summary>Whether its organization, as it was read, has it no more.</summary>
    public bool Gone { get; init; }

    /// <summary>AWS's state, and what Guildhall has made of an account that is active there.</summary>
    public string Standing => StandingOf(State, Gone, Known?.State);

    /// <summary>Every standing that a list may have.</summary>
    public static ImmutableArray<string> Standings { get; } = [.. Enum.GetNames<AccountState>().Skip(1), MemberStates.Closing, MemberStates.Left];

    /// <param name="made">What Guildhall has made of it; null for nothing.</param>
    internal static string StandingOf(AccountState state, bool gone, string? made)
    {
        if (gone) return made is MemberStates.Closing or MemberStates.Closed ? MemberStates.Closed : MemberStates.Left;
        return state == AccountState.Active && made is not null ? made : state.ToString();
    }
}

/// <summary>Which accounts a list shows.</summary>
public sealed record AccountFilter
{
    /// <summary>Part of the name, the id or the address as the reader sees it, whatever the case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Only accounts of these ids; null for all.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Null for all links.</summary>
    public string? LinkId { get; init; }

    /// <summary>One of <see cref="AccountView.Standings"/>; null for all.</summary>
    public string? Standing { get; init; }

    /// <summary>Part of the company's label, whatever the case; null for all.</summary>
    public string? Company { get; init; }

    /// <summary>The same of the cost centre.</summary>
    public string? CostCentre { get; init; }

    public AccountSort Sort { get; init; }

    /// <summary>Whether the order is the descending one.</summary>
    public bool Down { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;

    /// <summary>Whether a place behind the end gives the last part, as readers of pages want it, instead of nothing.</summary>
    public bool Within { get; init; }
}

/// <summary>What a list of accounts is sorted by; equal ones by id.</summary>
public enum AccountSort
{
    Name,
    Account,
    State,
    Organization,
    Unit,
    Email,
    Experience,
    Company,
    CostCentre,
}

/// <summary>A stretch of accounts, and how many there are on all pages.</summary>
public sealed record AccountPage(ImmutableArray<AccountView> Accounts, int Total);

/// <summary>Reading member accounts: managers those of their organizations, a buyer those that were ordered. vendor-integration.md 14.</summary>
public sealed class AccountQueries(Database database, Marketplaces marketplaces, TimeProvider clock)
{
    private const int ShownSteps = 20;

    private static readonly Problem Missing = Problem.NotFound("There is no account of this id.");

    /// <summary>Refused: no right.</summary>
    public async Task<Result<AccountPage>> ListAsync(OrderReach reach, AccountFilter filter, CancellationToken cancellation)
    {
        if (reach.Refusal(OrderQueries.Action) is { } refusal) return refusal;
        await using var db = database.Open();
        var matching = Sorted((await SeatsAsync(db, reach, db.MemberAccounts, cancellation)).Where(s => Matches(s, filter)), filter).ToList();
        var skip = filter.Within ? Places.Within(filter.Skip, filter.Take, matching.Count) : filter.Skip;
        var page = matching.Skip(skip).Take(filter.Take).ToList();
        var ids = page.ConvertAll(s => s.Id);
        var known = await db.MemberAccounts.AsNoTracking().Where(a => ids.Contains(a.AccountId)).ToDictionaryAsync(a => a.AccountId, StringComparer.Ordinal, cancellation);
        var asked = await AskedAsync(db, reach, a => ids.Contains(a.AccountId), cancellation);
        var budgets = await AccountBudgets.OfAsync(db, page, cancellation);
        return new AccountPage([.. page.Select(s => Budgeted(s, known.GetValueOrDefault(s.Id), budgets) with { Asked = asked.GetValueOrDefault(s.Id) })], matching.Count);
    }

    /// <summary>The accounts whose closing waits for a second person, the oldest ask first. Refused: no right.</summary>
    public async Task<Result<ImmutableArray<AccountView>>> WaitingAsync(OrderReach reach, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var asked = await AskedAsync(db, reach, _ => true, cancellation);
        if (asked.Count == 0) return ImmutableArray<AccountView>.Empty;
        var page = await ListAsync(reach, new AccountFilter { Ids = [.. asked.Keys], Take = asked.Count }, cancellation);
        return page.Refused ? page.Problems : page.Value.Accounts.Where(a => a.Asked is not null).OrderBy(a => a.Asked!.At).ToImmutableArray();
    }

    /// <summary>One account. Refused: no right; not found when there is none or it is none of the caller's.</summary>
    public async Task<Result<AccountView>> FindAsync(OrderReach reach, string id, CancellationToken cancellation)
    {
        if (reach.Refusal(OrderQueries.Action) is { } refusal) return refusal;
        return await SeenAsync(reach, id, cancellation);
    }

    /// <summary>An account for whoever has just acted on it, which is no reading that needs a right of its own. Refused: it is none of the caller's.</summary>
    internal async Task<Result<AccountView>> SeenAsync(OrderReach reach, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        // The steps first, the organization last: what is written with the end of a step is then there to be read, and what was read of AWS before that.
        var entries = await db.Effects.AsNoTracking().Where(e => e.Subject == id).OrderByDescending(e => e.Position).Take(ShownSteps).ToListAsync(cancellation);
        var known = await db.MemberAccounts.AsNoTracking().FirstOrDefaultAsync(a => a.AccountId == id, cancellation);
        if ((await SeatsAsync(db, reach, db.MemberAccounts.Where(a => a.AccountId == id), cancellation)).FirstOrDefault(s => s.Id == id) is not { } seat) return Missing;
        var asked = await AskedAsync(db, reach, a => a.AccountId == id, cancellation);
        var view = Budgeted(seat, known, await AccountBudgets.OfAsync(db, [seat], cancellation)) with { Asked = asked.GetValueOrDefault(id) };
        return view with { Steps = [.. entries.Select(AccountStep.Of)], Drift = reach.Manages ? [.. AccountDrift.Of(view, entries)] : [] };
    }

    private static AccountView Budgeted(AccountSeat seat, MemberAccountRow? known, Dictionary<(string Tenant, string Account), decimal> budgets) =>
        seat.View(known) is var view && budgets.TryGetValue((seat.Link.TenantId!, seat.Id), out var budget) ? view with { Labels = view.Labels with { Budget = budget } } : view;

    /// <summary>What waits for a second person, by account; nothing for buyers.</summary>
    private async Task<Dictionary<string, ClosingAsk>> AskedAsync(GuildhallDb db, OrderReach reach, Expression<Func<ClosingAskRow, bool>> of, CancellationToken cancellation) =>
        reach.Manages ? await ClosingAsks.Waiting(db, clock.GetUtcNow()).Where(of).ToDictionaryAsync(a => a.AccountId, ClosingAsks.Of, StringComparer.Ordinal, cancellation) : [];

    /// <summary>The accounts of organizations as their trees have them, and those that the trees have no more.</summary>
    /// <param name="rows">What is kept of the accounts that are looked for.</param>
    private async Task<IEnumerable<AccountSeat>> SeatsAsync(GuildhallDb db, OrderReach reach, IQueryable<MemberAccountRow> rows, CancellationToken cancellation)
    {
        var links = (await db.Links.AsNoTracking().Where(l => l.TenantId != null).ToListAsync(cancellation)).Where(reach.MayUse).ToList();
        var kept = await rows.Select(a => new KeptAccount(a.AccountId, a.LinkId, a.State, a.DisplayName, a.Company, a.CostCentre)).ToDictionaryAsync(a => a.Id, StringComparer.Ordinal, cancellation);
        var all = links.SelectMany(link => marketplaces.Find(new TenantId(link.TenantId!)) is { } view ? Seats(link, view, kept, reach.Manages) : []);
        if (reach.Manages) return all;
        var own = (await OwnOrders.Of(db, reach).Where(o => (!o.Invites || o.State == nameof(OrderState.Configuring) || o.State == nameof(OrderState.Active))).Select(o => o.AccountId!).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        return all.Where(s => own.Contains(s.Id));
    }

    /// <summary>Accounts of an organization, then those that are known and that it, as it was read, has no more.</summary>
    private static IEnumerable<AccountSeat> Seats(LinkRow link, TenantView view, Dictionary<string, KeptAccount> kept, bool manager)
    {
        var tree = view.Marketplace.Organization.Tree;
        var present = Enumerable.Range(0, tree.Nodes.Length).Where(n => tree.KindOf(n) == NodeKind.Account)
            .Select(n => new AccountSeat.Present(link, view, n, kept.GetValueOrDefault(tree.Nodes[n].Id.Value), manager));
        return [.. present, .. kept.Values.Where(a => a.Link == link.Id && tree.Find(a.Id) is null).Select(a => new AccountSeat.Gone(link, a))];
    }

    private static bool Matches(AccountSeat seat, AccountFilter filter) =>
        (filter.Ids is null || filter.Ids.Contains(seat.Id, StringComparer.Ordinal))
        && (filter.LinkId is null || seat.Link.Id == filter.LinkId)
        && (filter.Standing is null || seat.Standing == filter.Standing)
        && Sought.In(filter.Company, [seat.Kept?.Company])
        && Sought.In(filter.CostCentre, [seat.Kept?.CostCentre])
        && Sought.In(filter.Text, [seat.Name, seat.Id, seat.Email]);

    private static IOrderedEnumerable<AccountSeat> Sorted(IEnumerable<AccountSeat> seats, AccountFilter filter)
    {
        var sorted = filter.Down
            ? seats.OrderByDescending(s => s.KeyOf(filter.Sort), StringComparer.OrdinalIgnoreCase)
            : seats.OrderBy(s => s.KeyOf(filter.Sort), StringComparer.OrdinalIgnoreCase);
        return sorted.ThenBy(s => s.Id, StringComparer.Ordinal);
    }
}
