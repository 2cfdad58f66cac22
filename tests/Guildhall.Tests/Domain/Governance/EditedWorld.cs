using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>A world whose experiences are edited directly, so that states occur which no change set reaches (a policy taken away).</summary>
internal sealed class EditedWorld(int seed) : RandomWorld(seed)
{
    private int _made;

    protected override ImmutableArray<(int Weight, Func<string> Change)> Changes =>
    [
        (5, Create), (12, GoLiveOrNot), (4, Archive), (16, Associate), (5, Disassociate), (2, GiveOrTakePolicy), (30, Approve),
    ];

    /// <summary>Trusted access taken away mostly removes the associations too (M-18); in between there is a moment when they are still there.</summary>
    protected override void Follow(Organization before)
    {
        if (Marketplace.Organization.Integration != Integration.Disabled || before.Integration == Integration.Disabled || Chance(3)) return;
        foreach (var experience in Marketplace.Experiences.Values) Put(experience, _ => []);
    }

    private string Create()
    {
        if (Alone && Marketplace.Experiences.Count > 0) return "";
        var policy = Chance(5) ? null : World.Policy(["prod-0", "prod-1", "prod-9"], "prod-2", "prod-3");
        return Put(World.Experience("e" + _made++, live: !Chance(3)) with { Policy = policy }, "create");
    }

    private string GoLiveOrNot() => OnAny(e => !e.Archived, e => Put(e with { Live = !e.Live }, e.Live ? "not live" : "live"));

    private string Archive() => OnAny(e => e.Archived || !e.Live, e => Put(e with { Archived = !e.Archived }, e.Archived ? "reactivate" : "archive"));

    private string GiveOrTakePolicy() => OnAny(_ => true, e => e.Policy is null
        ? Put(e with { Policy = World.Policy([]) }, "gets a policy")
        : Put(e with { Policy = null }, "loses its policy"));

    private string Approve() => OnAny(e => e.Policy is not null, e =>
    {
        var grant = new ProductGrant(AskedProduct(), null);
        var (allowed, denied) = (e.Policy!.Allowed.Remove(grant), e.Policy.Denied.Remove(grant));
        return Random.Next(4) switch
        {
            0 => Put(e with { Policy = e.Policy with { Allowed = allowed, Denied = denied } }, $"remove {grant.Product}"),
            1 => Put(e with { Policy = e.Policy with { Allowed = allowed, Denied = denied.Add(grant) } }, $"deny {grant.Product}"),
            _ => Put(e with { Policy = e.Policy with { Allowed = allowed.Add(grant), Denied = denied } }, $"allow {grant.Product}"),
        };
    });

    private string Associate() => OnAny(_ => true, e =>
    {
        var principal = AnyPrincipal();
        foreach (var owner in Marketplace.Experiences.Values.Where(o => Principals(o).Contains(principal))) Put(owner, p => p.Remove(principal));
        return Put(e, p => p.Add(principal)) + $" takes {principal}";
    });

    private string Disassociate() => OnAny(e => Principals(e).Length > 0, e =>
    {
        var principal = Any(Principals(e));
        return Put(e, p => p.Remove(principal)) + $" frees {principal}";
    });

    private string Put(Experience experience, string what)
    {
        Marketplace = Marketplace.With(experience);
        return $"{experience.Id} {what}";
    }

    private string Put(Experience experience, Func<ImmutableArray<PrincipalId>, ImmutableArray<PrincipalId>> audience)
    {
        var now = Marketplace.Experiences[experience.Id];
        var id = new EntityId("aud-" + experience.Name);
        return Put(now with { Audience = new Audience(id, 1, World.Day, "", "") { Principals = audience(Principals(now)) } }, "audience");
    }
}
