using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Changes.Bulk;

/// <summary>Who sends an order, and how often it may be sent.</summary>
/// <param name="RequestId">The request's id; that of the order's change sets too.</param>
/// <param name="ClientKey">The sender's own key: the same one gives the same order, however often it is sent. Null for none.</param>
public sealed record BulkSending(Caller Caller, string RequestId, string? ClientKey = null);

/// <summary>
/// Orders of many products in many experiences at one time (M-09): looked at, placed and stopped here, whoever knocks. An order is stored whole before it is
/// answered; <see cref="BulkWorker"/> brings it to its end.
/// </summary>
public sealed class BulkOrders(Database database, Marketplaces marketplaces, Previews previews, Writer writer, BulkWorker worker, RunSettings settings)
{
    private const string Cancel = "aws-marketplace:CancelChangeSet";

    /// <summary>
    /// What would be done in each experience, and what is left out with its reason; nothing is stored. Refused: no right, malformed (all of it at once), an
    /// experience that is archived or not there.
    /// </summary>
    public Result<IReadOnlyList<BulkShare>> Plan(Caller caller, BulkWish wish)
    {
        var tenant = BulkDoor.TenantOf(caller, marketplaces);
        if (tenant.Refused) return tenant.Problems;
        if (wish.Check() is { IsEmpty: false } problems) return problems;
        var (experiences, products) = (wish.Experiences.Distinct(StringComparer.Ordinal).ToList(), wish.Products.Distinct(StringComparer.Ordinal).ToList());
        Experience[] chosen = [.. experiences.Select(id => tenant.Value.Marketplace.FindExperience(new EntityId(id))).OfType<Experience>().Where(e => !e.Archived)];
        if (chosen.Length < experiences.Count) return Problem.Malformed("An experience that was named is archived by now, or gone.", nameof(wish.Experiences));
        var plan = PlanFor(caller, wish.Act);
        return chosen.Select(e => plan.Of(e, products)).ToArray();
    }

    /// <summary>The effect of all that would be sent, in its order. Refused as the first set that would be.</summary>
    public Task<Result<Preview>> EffectOfAsync(Caller caller, BulkWish wish, IReadOnlyList<BulkShare> shares, CancellationToken cancellation) =>
        previews.WithUseAsync(caller, PlanFor(caller, wish.Act).EffectOf(shares), cancellation);

    /// <summary>Stores an order and starts it; answers with its id when it is durable, before it has run. Refused as <see cref="Plan"/>; then nothing is stored.</summary>
    public async Task<Result<string>> PlaceAsync(BulkSending sending, BulkWish wish, CancellationToken cancellation)
    {
        var tenant = BulkDoor.TenantOf(sending.Caller, marketplaces);
        if (tenant.Refused) return tenant.Problems;
        if (await FindAsync(sending, cancellation) is { } first) return first;
        var shares = Plan(sending.Caller, wish);
        if (shares.Refused) return shares.Problems;
        BulkPart[] parts = [.. shares.Value.SelectMany(s => s.Parts())];
        var placed = await writer.WriteAsync(scope => Place(scope, sending, tenant.Value.State.Tenant, wish.Act, parts), cancellation);
        Fault.Point("bulk.placed");
        worker.Take(placed);
        return placed;
    }

    /// <summary>
    /// Stops an order: what has not been sent is not sent any more; what was sent is brought to its end. Refused: no right, not found, ended already
    /// (<c>ORDER_ENDED</c>).
    /// </summary>
    public async Task<Problem?> StopAsync(BulkSending sending, string id, CancellationToken cancellation)
    {
        var tenant = BulkDoor.TenantOf(sending.Caller, marketplaces);
        if (tenant.Refused) return tenant.Problems[0];
        var owner = Visibility.OwnerFor(sending.Caller.Actor, tenant.Value.Marketplace.Organization);
        if (Authorization.Check(sending.Caller, Cancel, Arns.ChangeSet(owner, "*")) is { } refusal) return refusal;
        var problem = await writer.WriteAsync(scope => Stop(scope, sending, tenant.Value.State.Tenant, id), cancellation);
        if (problem is null) worker.Take(id);
        return problem;
    }

    private BulkPlan PlanFor(Caller caller, ProductAct act) => new(previews, marketplaces, settings.AcceptUnknownProducts, caller, act);

    private async Task<string?> FindAsync(BulkSending sending, CancellationToken cancellation)
    {
        if (sending.ClientKey is not { } key) return null;
        var (account, credential) = (sending.Caller.Account.Value, sending.Caller.AccessKeyId);
        await using var db = database.Open();
        return await db.BulkOrders.Where(o => o.Account == account && o.Credential == credential && o.ClientKey == key).Select(o => o.Id).FirstOrDefaultAsync(cancellation);
    }

    private string Place(WriteScope scope, BulkSending sending, TenantId tenant, ProductAct act, BulkPart[] parts)
    {
        if (Known(scope.Db, sending) is { } first) return first;
        var left = parts.Sum(p => p.Lines.Count - p.Sent.Count);
        var order = new BulkOrderRow
        {
            Id = "bulk-" + settings.Ids.Uuid(scope.Now).ToString("N"),
            TenantId = tenant.Value,
            Account = sending.Caller.Account.Value,
            Credential = sending.Caller.AccessKeyId,
            Arn = sending.Caller.Arn,
            ClientKey = sending.ClientKey,
            Act = act.Name,
            RequestId = sending.RequestId,
            Experiences = parts.Select(p => p.Experience).Distinct().Count(),
            Lines = parts.Sum(p => p.Lines.Count),
            Ended = left,
            CreatedAt = scope.Now,
            LeaseUntil = scope.Now,
            Version = 1,
        };
        scope.Stage(db => db.Add(order));
        scope.Stage(db => db.AddRange(parts.Select((part, position) => part.Row(order.Id, position))));
        scope.Add(AuditRecords.OfBulkOrder("PlaceBulkOrder", order, sending, new JsonObject { ["act"] = act.Name, ["experiences"] = order.Experiences, ["lines"] = order.Lines }, scope.Now));
        return order.Id;
    }

    /// <summary>The order of that key: stored, or staged by a write before this one in the same transaction.</summary>
    private static string? Known(GuildhallDb db, BulkSending sending)
    {
        if (sending.ClientKey is not { } key) return null;
        var (account, credential) = (sending.Caller.Account.Value, sending.Caller.AccessKeyId);
        return db.BulkOrders.Local.FirstOrDefault(o => o.Account == account && o.Credential == credential && o.ClientKey == key)?.Id
            ?? db.BulkOrders.Where(o => o.Account == account && o.Credential == credential && o.ClientKey == key).Select(o => o.Id).FirstOrDefault();
    }

    private static Problem? Stop(WriteScope scope, BulkSending sending, TenantId tenant, string id)
    {
        if (scope.Db.BulkOrders.Find(id) is not { } order || order.TenantId != tenant.Value) return BulkDoor.Missing;
        if (order.EndedAt is not null) return Problem.Conflict("ORDER_ENDED", "The order had ended before it could be stopped.");
        if (order.StoppedBy is not null) return null;
        scope.Stage(_ => (order.StoppedBy, order.Version) = (sending.Caller.Arn, order.Version + 1));
        scope.Add(AuditRecords.OfBulkOrder("StopBulkOrder", order, sending, [], scope.Now));
        return null;
    }
}
