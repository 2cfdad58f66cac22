using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>A small tenant that lives through random changes: products come and go from policies, nodes move, integration goes off and on.</summary>
internal sealed class RandomWorld
{
    private readonly Random _random;
    private readonly ImmutableArray<(int Weight, Func<string> Change)> _changes;
    private readonly RandomTree _tree;
    private int _made;

    public RandomWorld(int seed)
    {
        _random = new Random(seed);
        _tree = new RandomTree(_random);
        _changes =
        [
            (5, Create), (12, GoLiveOrNot), (4, Archive), (16, Associate), (5, Disassociate), (2, GiveOrTakePolicy), (30, Approve), (8, MoveAccount),
            (3, GrowOrShrinkTree), (3, CloseAccount), (2, SwitchIntegration), (6, ChangeCatalogue),
        ];
        var alone = _random.Next(8) == 0;
        Marketplace = new PrivateMarketplace(alone ? World.Standalone(World.Management) : World.Organization(_tree.Build(), AnyIntegration()));
        Catalogue = ProductCatalogue.Of([.. Enumerable.Range(0, 7).Select(RandomProduct)]);
        for (var i = 0; i < 20; i++) Change();
    }

    public PrivateMarketplace Marketplace { get; private set; }

    public ProductCatalogue Catalogue { get; private set; }

    private bool Alone => Marketplace.Organization.IsStandalone;

    /// <summary>Changes something and says what, for the message of a failed case.</summary>
    public string Change()
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var ticket = _random.Next(_changes.Sum(c => c.Weight));
            if (_changes.First(c => (ticket -= c.Weight) < 0).Change() is { Length: > 0 } said) return said;
        }

        return "";
    }

    /// <summary>An id that mostly exists, sometimes of a node that is no account, sometimes of nothing.</summary>
    public AccountId AskedAccount() =>
        Chance(20) ? new("987654321098")
        : Chance(20) ? new(AnyNode().Id.Value)
        : new(Any([.. Marketplace.Organization.Tree.Nodes.Where(n => n.Kind == NodeKind.Account)]).Id.Value);

    public ProductId AskedProduct() => new("prod-" + _random.Next(10));

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public OrganizationNode AnyNode() => Any(Marketplace.Organization.Tree.Nodes);

    private string Create()
    {
        if (Alone && Marketplace.Experiences.Count > 0) return "";
        var policy = Chance(5) ? null : World.Policy(["prod-0", "prod-1", "prod-9"], "prod-2", "prod-3");
        var experience = World.Experience("e" + _made++, live: !Chance(3)) with { Policy = policy };
        return Put(experience, "create");
    }

    private string GoLiveOrNot() => OnAny(e => !e.Archived, e => Put(e with { Live = !e.Live }, e.Live ? "not live" : "live"));

    private string Archive() => OnAny(e => e.Archived || !e.Live, e => Put(e with { Archived = !e.Archived }, e.Archived ? "reactivate" : "archive"));

    private string GiveOrTakePolicy() => OnAny(_ => true, e => e.Policy is null
        ? Put(e with { Policy = World.Policy([]) }, "gets a policy")
        : Put(e with { Policy = null }, "loses its policy"));

    private string Approve() => OnAny(e => e.Policy is not null, e =>
    {
        var grant = new ProductGrant(AskedProduct(), null);
        var (allowed, denied) = (Without(e.Policy!.Allowed, grant), Without(e.Policy.Denied, grant));
        return _random.Next(4) switch
        {
            0 => Put(e with { Policy = e.Policy with { Allowed = allowed, Denied = denied } }, $"remove {grant.Product}"),
            1 => Put(e with { Policy = e.Policy with { Allowed = allowed, Denied = denied.Add(grant) } }, $"deny {grant.Product}"),
            _ => Put(e with { Policy = e.Policy with { Allowed = allowed.Add(grant), Denied = denied } }, $"allow {grant.Product}"),
        };
    });

    private string Associate() => OnAny(_ => true, e =>
    {
        var principal = Chance(3) ? Marketplace.Organization.Tree.Nodes[0].Id : AnyNode().Id;
        foreach (var owner in Marketplace.Experiences.Values.Where(o => Principals(o).Contains(principal))) Put(owner, p => p.Remove(principal));
        return Put(e, p => p.Contains(principal) ? p : p.Add(principal)) + $" takes {principal}";
    });

    private string Disassociate() => OnAny(e => Principals(e).Length > 0, e =>
    {
        var principal = Any(Principals(e));
        return Put(e, p => p.Remove(principal)) + $" frees {principal}";
    });

    public string MoveAccount() => OnTree(_tree.MoveAccount);

    private string CloseAccount() => OnTree(_tree.CloseAccount);

    private string GrowOrShrinkTree() => OnTree(_tree.GrowOrShrink);

    /// <summary>Taking trusted access away mostly removes the associations too (M-18); in between there is a moment when they are still there.</summary>
    private string SwitchIntegration()
    {
        var integration = AnyIntegration();
        Marketplace = Marketplace with { Organization = Marketplace.Organization with { Integration = integration } };
        if (integration != Integration.Disabled || Chance(3)) return $"integration {integration}";
        foreach (var experience in Marketplace.Experiences.Values) Put(experience, _ => []);
        return "integration disabled, associations removed";
    }

    private string ChangeCatalogue()
    {
        var number = _random.Next(10);
        Catalogue = Catalogue.With([RandomProduct(number)]);
        return $"catalogue {number}";
    }

    private Product RandomProduct(int number)
    {
        var visibility = Chance(4) ? Any<ProductVisibility>() : ProductVisibility.Public;
        return World.Product($"prod-{number}", visibility, entitled: Chance(15), [.. Enumerable.Range(0, 3).Select(_ => AnyNode().Id.Value)]);
    }

    private string OnTree(Func<string> change)
    {
        if (Alone) return "";
        var said = change();
        Marketplace = Marketplace with { Organization = Marketplace.Organization with { Tree = _tree.Build() } };
        return said;
    }

    private string OnAny(Func<Experience, bool> fits, Func<Experience, string> change)
    {
        Experience[] fitting = [.. Marketplace.Experiences.Values.Where(fits).OrderBy(e => e.Id.Value, StringComparer.Ordinal)];
        return fitting.Length == 0 ? "" : change(Any([.. fitting]));
    }

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

    private static ImmutableArray<PrincipalId> Principals(Experience experience) => experience.Audience?.Principals ?? [];

    private static ImmutableArray<ProductGrant> Without(ImmutableArray<ProductGrant> list, ProductGrant grant) => list.Remove(grant);

    private Integration AnyIntegration() => Chance(3) ? Any<Integration>() : Integration.Enabled;

    private T Any<T>(ImmutableArray<T> list) => list[_random.Next(list.Length)];

    private T Any<T>()
        where T : struct, Enum => Any([.. Enum.GetValues<T>()]);
}
