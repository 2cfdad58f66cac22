using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Access;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>A world that changes as the product does: by change sets, those that Guildhall starts by itself included.</summary>
internal sealed class ChangeSetWorld(int seed) : RandomWorld(seed)
{
    private readonly CountingIds _ids = new();

    protected override ImmutableArray<(int Weight, Func<string> Change)> Changes =>
    [
        (8, Create), (12, GoLive), (6, NotLive), (5, Archive), (4, Revive), (20, Associate), (5, Disassociate), (30, Approve), (6, Ask), (8, Answer),
    ];

    /// <summary>Mostly at once, as Guildhall does; sometimes a question comes first.</summary>
    protected override void Follow(Organization before)
    {
        if (Chance(4)) return;
        ImmutableArray<SystemSet> sets = (before.Integration, Marketplace.Organization.Integration) switch
        {
            (not Integration.Disabled, Integration.Disabled) => TrustedAccess.Disabled(Marketplace),
            (Integration.Disabled, Integration.Enabled) when Chance(2) => TrustedAccess.Restored(Marketplace),
            _ => OrganizationSync.Of(Marketplace),
        };
        foreach (var set in sets) Run(World.Management, system: true, (set.Experience, set.Change));
    }

    private string Create()
    {
        var id = _ids.Entity(EntityType.Experience);
        var product = AskedProduct().Value;
        Change[] changes = [new CreateExperience("E"), new CreateProcurementPolicy("P"), Words.Allow(product), new AssociateAudience([AnyPrincipal().Value])];
        return Run([.. changes[..Random.Next(1, 5)].Select(c => (id, c))]);
    }

    private string GoLive() => OnAny(e => !e.Live, e => Run((e.Id, new UpdateExperience(Status: ExperienceStatus.Enabled))));

    private string NotLive() => OnAny(e => e.Live, e => Run((e.Id, new UpdateExperience(Status: ExperienceStatus.Disabled))));

    private string Archive() => OnAny(e => !e.Archived, e => Run(
        (e.Id, new UpdateExperience(Status: ExperienceStatus.Disabled)), (e.Id, new RestrictExperience())));

    private string Revive() => OnAny(e => e.Archived, e => Run(
        (e.Id, new ReviveExperience()), (e.Id, new UpdateExperience(Status: Chance(2) ? ExperienceStatus.Enabled : ExperienceStatus.Disabled))));

    /// <summary>Moves the principal where it belongs to another experience already, in one set.</summary>
    private string Associate() => OnAny(_ => true, e =>
    {
        var principal = AnyPrincipal();
        var associate = (e.Id, (Change)new AssociateAudience([principal.Value]));
        return Marketplace.Associations.TryGetValue(principal, out var holder) && holder != e.Id && Chance(2)
            ? Run(associate, (holder, new DisassociateAudience([principal.Value])))
            : Run(associate);
    });

    private string Disassociate() => OnAny(e => Principals(e).Length > 0, e => Run((e.Id, new DisassociateAudience([Any(Principals(e)).Value]))));

    private string Approve() => OnAny(e => e.Policy is not null, e =>
    {
        var (one, other) = (AskedProduct().Value, AskedProduct().Value);
        Change change = Random.Next(4) switch { 0 => Words.Remove(one), 1 => Words.Deny(one), _ => Words.Allow(one) };
        return one == other || Chance(2) ? Run((e.Id, change)) : Run((e.Id, change), (e.Id, change is DenyProductProcurement ? Words.Allow(other) : Words.Deny(other)));
    });

    private string Ask() => Run(
        new AccountId(AnyAccount().Id.Value), system: false, (_ids.Entity(EntityType.ProductProcurementRequest), Words.Ask(AskedProduct().Value)));

    private string Answer()
    {
        ImmutableArray<EntityId> pending = [.. Marketplace.Requests.Values.Where(r => r.Pending).Select(r => r.Id).OrderBy(id => id.Value, StringComparer.Ordinal)];
        if (pending.IsEmpty) return "";
        return Run((Any(pending), Chance(2) ? new ApproveProductProcurementRequest() : new DeclineProductProcurementRequest(BlockFutureRequests: Chance(2))));
    }

    private string Run(params (EntityId, Change)[] set) => Run(World.Management, system: false, set);

    /// <summary>Nothing said when the set was refused: then nothing has changed.</summary>
    private string Run(AccountId account, bool system, params (EntityId Target, Change Change)[] set)
    {
        var actor = new Actor(account, "arn:aws:iam::000000000001:user/x", System: system);
        var context = new RunContext(actor, World.Day, _ids, Catalogue) { AcceptUnknownProducts = true };
        var plan = ExecutionOrder.Of([.. set.Select((c, place) => new PlannedChange(place, c.Change, c.Target, []))])!;
        if (ChangeRun.Run(Marketplace, plan, context) is not ChangeOutcome.Succeeded succeeded) return "";
        Marketplace = succeeded.After;
        return string.Join(" + ", set.Select(c => $"{c.Target} {c.Change}"));
    }
}
