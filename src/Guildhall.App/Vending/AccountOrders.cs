using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Invitations;
using Guildhall.App.Vending.Products;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>An order as it is given.</summary>
/// <param name="Organization">Where the account is made; null for the default.</param>
/// <param name="ClientKey">The buyer's own key: the same one gives the same order, however often it is sent.</param>
public sealed record OrderWish(AccountOrder Form, string? Organization = null, string? ClientKey = null)
{
    /// <summary>What was typed into the product's own fields, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool TermsAccepted { get; init; }

    /// <summary>The <see cref="OfferedProduct.Form"/> that was filled in; null for whoever saw none.</summary>
    public string? FormSeen { get; init; }
}

/// <summary>A wish that was looked at.</summary>
/// <param name="Link">Where the account would be made; null when that cannot be told.</param>
public sealed record OrderReview(OrderableLink? Link, ImmutableArray<Problem> Problems)
{
    /// <summary>Whether the order would wait until somebody agrees to it.</summary>
    public bool NeedsApproval { get; init; }
}

/// <summary>Ordering AWS accounts: each order makes one account, or invites one. vendor-integration.md 12, 13.1; security.md 6.3.</summary>
public sealed class AccountOrders(Database database, Writer writer, Marketplaces marketplaces, EffectWorker effects, OrderQueries queries, IdSource ids)
{
    /// <summary>The policies' word for ordering, cancelling and trying again.</summary>
    public const string Action = "guildhall:OrderAccount";

    /// <summary>The problem's code when an open order invites the same account.</summary>
    public const string AlreadyInvited = "already_invited";

    /// <summary>The problem's code when no unused address could be drawn.</summary>
    public const string NoAddressLeft = "email_exhausted";

    private const int Draws = 5;

    private readonly OrderActs _acts = new(writer, effects, queries);

    /// <summary>The organizations that the caller may order in, the default first.</summary>
    /// <param name="product">Only those that it is sold under; null for all.</param>
    public Task<IReadOnlyList<OrderableLink>> OrganizationsAsync(OrderReach reach, AccountProduct? product, CancellationToken cancellation) =>
        OrderedLink.ListAsync(database, reach, product ?? new AccountProduct(), cancellation);

    /// <summary>What would become of an order now, and everything that is wrong with it; nothing is stored.</summary>
    public async Task<OrderReview> ReviewAsync(OrderReach reach, OrderWish wish, CancellationToken cancellation)
    {
        if (reach.Refusal(Action) is { } refusal) return new OrderReview(null, [refusal]);
        await using var db = database.Open();
        var product = KeptProduct.Read(db);
        var link = OrderedLink.Resolve(db, reach, product, wish);
        return new OrderReview(link.Refused ? null : OrderedLink.Offered(link.Value), [.. Faults(db, reach, product, wish, link)]) { NeedsApproval = !link.Refused && Waits(reach, product, link.Value) };
    }

    /// <summary>
    /// Stores the order with its reserved address and all that is to be done, in one transaction; where orders need approval, what is to be done follows with that. A client key that the buyer has used gives the first
    /// order. Refused: no right, fields that are malformed (all of them at once), <see cref="LinkStates.PausedCode"/>, <c>no_organization</c>,
    /// <see cref="NoAddressLeft"/>, <see cref="AlreadyInvited"/>, what the product asks (<see cref="ProductRules"/>), <c>STALE</c> for another form than was seen.
    /// </summary>
    public async Task<Result<OrderView>> OrderAsync(OrderReach reach, OrderWish wish, CancellationToken cancellation)
    {
        if (reach.Refusal(Action) is { } refusal) return refusal;
        var placed = await writer.WriteAsync(scope => Place(scope, reach, wish), cancellation);
        if (placed.Refused) return placed.Problems;
        effects.Wake();
        return await queries.SeenAsync(reach, placed.Value, cancellation);
    }

    /// <summary>
    /// Takes an order back of which nothing was called yet. One whose invitation is out is cancelled as soon as AWS has cancelled that, unless the owner
    /// was quicker. Refused: no right, not found, <c>not_cancellable</c>.
    /// </summary>
    public Task<Result<OrderView>> CancelAsync(OrderReach reach, string id, CancellationToken cancellation) => _acts.ActAsync(reach, Action, id, (scope, order) => Cancel(scope, reach, order), cancellation);

    /// <summary>Sends an invitation again that was declined, was cancelled on AWS or has expired. Refused: no right, not found, <c>nothing_to_invite</c>, <see cref="ProductRules.LimitReached"/>.</summary>
    public Task<Result<OrderView>> InviteAgainAsync(OrderReach reach, string id, CancellationToken cancellation) =>
        _acts.ActAsync(reach, Action, id, (scope, order) => InvitationSteps.InviteAgain(scope, reach, order), cancellation);

    /// <summary>Tries the step at once that failed, is stuck or waits. Refused: no right, not found, <c>nothing_to_retry</c>.</summary>
    public Task<Result<OrderView>> RetryAsync(OrderReach reach, string id, CancellationToken cancellation) => _acts.ActAsync(reach, Action, id, (scope, order) => OrderRetry.Decide(scope, reach, order), cancellation);

    private Result<string> Place(WriteScope scope, OrderReach reach, OrderWish wish)
    {
        if (wish.ClientKey is { } key && Known(scope.Db, reach.Buyer, key) is { } first) return first;
        var product = KeptProduct.Read(scope.Db);
        var link = OrderedLink.Resolve(scope.Db, reach, product, wish);
        Problem[] faults = [.. Faults(scope.Db, reach, product, wish, link)];
        if (faults.Length > 0) return ImmutableArray.Create(faults);
        string? address = null;
        if (wish.Form.Existing is null)
        {
            var chosen = Addresses.Choose(scope, link.Value, wish.Form.Email, Draws, ids);
            if (chosen.Refused) return chosen.Problems;
            address = chosen.Value;
        }

        var order = Row(reach, product, wish, link.Value, address, scope.Now);
        KeptProduct.Counted(scope, product);
        scope.Stage(db => db.Add(order));
        if (address is not null) Addresses.Reserve(scope, order.Id, address);
        if (order.State != nameof(OrderState.AwaitingApproval)) OrderSteps.PlanOf(order).Stage(scope, ids);
        OrderAudit.Stage(scope, "OrderAccount", reach.Origin, link.Value.TenantId, new JsonObject { ["orderId"] = order.Id, ["accountName"] = order.Name, ["email"] = order.Email, ["invited"] = wish.Form.Existing?.Target, ["organization"] = link.Value.Id });
        return order.Id;
    }

    /// <summary>Everything that is wrong with a wish, in itself and against the organization it is for.</summary>
    private IEnumerable<Problem> Faults(GuildhallDb db, OrderReach reach, AccountProduct product, OrderWish wish, Result<LinkRow> link)
    {
        Problem[] own = [.. OrderRules.Faults(reach, wish), .. OrderedProduct.Faults(db, reach, product, wish, link.Refused ? null : link.Value)];
        if (link.Refused) return [.. own, .. link.Problems];
        Problem[] there = [.. OrderPlace.Faults(db, marketplaces, reach, link.Value, wish.Form)];
        if (wish.Form.Existing is not null) return [.. own, .. there];

        // An address that is malformed, or not the caller's to type, is not looked for, and none is told taken twice.
        if (own.Concat(there).Any(p => p.Member == nameof(AccountOrder.Email)) || Addresses.Refusal(db, link.Value, wish.Form.Email) is not { } refusal) return [.. own, .. there];
        return [.. own, .. there, refusal];
    }

    /// <summary>The buyer's first order of that key: stored, or staged by a write before this one in the same transaction.</summary>
    private static string? Known(GuildhallDb db, string buyer, string key) =>
        db.Orders.Local.FirstOrDefault(o => o.Buyer == buyer && o.ClientKey == key)?.Id
        ?? db.Orders.Where(o => o.Buyer == buyer && o.ClientKey == key).Select(o => o.Id).FirstOrDefault();

    private OrderRow Row(OrderReach reach, AccountProduct product, OrderWish wish, LinkRow link, string? address, DateTimeOffset now) => new()
    {
        Id = "order-" + ids.Uuid(now).ToString("N"),
        ClientKey = wish.ClientKey,
        Buyer = reach.Buyer,
        OrderedBy = reach.Origin.Who,
        LinkId = link.Id,
        Invites = wish.Form.Existing is not null,
        Name = wish.Form is { Name.Length: 0, Existing: { } existing } ? $"Account {existing.Target}" : wish.Form.Name,
        Email = address ?? wish.Form.Existing?.Email,
        AccountId = wish.Form.Existing?.Id,
        State = (Waits(reach, product, link) ? OrderState.AwaitingApproval : OrderSteps.FirstState(wish.Form.Existing is not null)).ToString(),
        Form = OrderForms.Write(Decided(OrderedProduct.Kept(product, wish), StoredSettings.Read(link.Settings))),
        Version = 1,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Place and role are decided with the order: what the link's settings say later is for later orders.</summary>
    private static AccountOrder Decided(AccountOrder form, LinkSettings settings) => form with { Parent = form.Parent ?? settings.Parent, RoleName = form.Existing is null ? settings.RoleName : null };

    private static bool Waits(OrderReach reach, AccountProduct product, LinkRow link) => !reach.Manages && (product.NeedsApproval || StoredSettings.Read(link.Settings).NeedsApproval);

    private static Problem? Cancel(WriteScope scope, OrderReach reach, OrderRow order)
    {
        if (!Enum.Parse<OrderState>(order.State).Cancellable())
            return Problem.Conflict("not_cancellable", "AWS may be making the account already; the order can no longer be cancelled.");
        var open = scope.Db.Effects.Where(e => e.Subject == order.Id && e.State != EffectState.Done).ToList();
        OrderAudit.Stage(scope, "CancelOrder", reach.Origin, scope.Db.Links.Find(order.LinkId)?.TenantId, new JsonObject { ["orderId"] = order.Id });
        if (order.Invites && InvitationSteps.Withdraw(scope, order)) return null;
        OrderSteps.Change(scope, order.Id, o => (o.State, o.EndedAt) = (nameof(OrderState.Cancelled), scope.Now));
        scope.Stage(_ => open.ForEach(entry => (entry.State, entry.Fence, entry.EndedAt) = (EffectState.Cancelled, entry.Fence + 1, scope.Now)));
        return null;
    }
}
