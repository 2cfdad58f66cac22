using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>A small tenant that lives through random changes: products come and go from policies, nodes move, integration goes off and on.</summary>
internal abstract class RandomWorld
{
    private readonly RandomTree _tree;
    private ImmutableArray<(int Weight, Func<string> Change)> _changes = [];

    protected RandomWorld(int seed)
    {
        Random = new Random(seed);
        _tree = new RandomTree(Random);
        Marketplace = new PrivateMarketplace(Chance(8) ? World.Standalone(World.Management) : World.Organization(_tree.Build(), AnyIntegration()));
        Catalogue = ProductCatalogue.Of([.. Enumerable.Range(0, 7).Select(RandomProduct)]);
    }

    public PrivateMarketplace Marketplace { get; protected set; }

    public ProductCatalogue Catalogue { get; private set; }

    protected Random Random { get; }

    protected bool Alone => Marketplace.Organization.IsStandalone;

    /// <summary>What can happen to experiences, by weight; of the other changes every world has its share.</summary>
    protected abstract ImmutableArray<(int Weight, Func<string> Change)> Changes { get; }

    /// <summary>A world of one of both kinds that has lived a while.</summary>
    public static RandomWorld Of(int seed)
    {
        RandomWorld world = seed % 2 == 0 ? new EditedWorld(seed) : new ChangeSetWorld(seed);
        for (var i = 0; i < 20; i++) world.Change();
        return world;
    }

    /// <summary>Changes something and says what, for the message of a failed case; now and then nothing is possible.</summary>
    public string Change()
    {
        if (_changes.IsEmpty) _changes = [.. Changes, (8, MoveAccount), (3, GrowOrShrinkTree), (3, CloseAccount), (2, SwitchIntegration), (6, ChangeCatalogue)];
        for (var tries = 0; tries < 20; tries++)
        {
            var ticket = Random.Next(_changes.Sum(c => c.Weight));
            if (_changes.First(c => (ticket -= c.Weight) < 0).Change() is { Length: > 0 } said) return said;
        }

        return "";
    }

    public string MoveAccount() => OnTree(_tree.MoveAccount);

    /// <summary>An id that mostly is an account's, sometimes another node's, sometimes nobody's.</summary>
    public AccountId AskedAccount() => Chance(20) ? new("987654321098") : new((Chance(20) ? AnyNode() : AnyAccount()).Id.Value);

    public ProductId AskedProduct() => new("prod-" + Random.Next(10));

    public bool Chance(int oneIn) => Random.Next(oneIn) == 0;

    public OrganizationNode AnyNode() => Any(Marketplace.Organization.Tree.Nodes);

    protected OrganizationNode AnyAccount() => Any([.. Marketplace.Organization.Tree.Nodes.Where(n => n.Kind == NodeKind.Account)]);

    /// <summary>The whole organization more often than chance would have it, so that something governs.</summary>
    protected PrincipalId AnyPrincipal() => Chance(3) ? Marketplace.Organization.Tree.Nodes[0].Id : AnyNode().Id;

    protected string OnAny(Func<Experience, bool> fits, Func<Experience, string> change)
    {
        Experience[] fitting = [.. Marketplace.Experiences.Values.Where(fits).OrderBy(e => e.Id.Value, StringComparer.Ordinal)];
        return fitting.Length == 0 ? "" : change(Any([.. fitting]));
    }

    protected T Any<T>(ImmutableArray<T> list) => list[Random.Next(list.Length)];

    /// <summary>What follows from another tree or integration.</summary>
    protected abstract void Follow(Organization before);

    protected static ImmutableArray<PrincipalId> Principals(Experience experience) => experience.Audience?.Principals ?? [];

    private string CloseAccount() => OnTree(_tree.CloseAccount);

    private string GrowOrShrinkTree() => OnTree(_tree.GrowOrShrink);

    private string OnTree(Func<string> change)
    {
        if (Alone) return "";
        var said = change();
        Replace(Marketplace.Organization with { Tree = _tree.Build() });
        return said;
    }

    private string SwitchIntegration()
    {
        if (Alone) return "";
        var integration = AnyIntegration();
        Replace(Marketplace.Organization with { Integration = integration, ServiceLinkedRole = integration == Integration.Enabled });
        return $"integration {integration}";
    }

    private void Replace(Organization organization)
    {
        var before = Marketplace.Organization;
        Marketplace = Marketplace with { Organization = organization };
        Follow(before);
    }

    private string ChangeCatalogue()
    {
        var number = Random.Next(10);
        Catalogue = Catalogue.With([RandomProduct(number)]);
        return $"catalogue {number}";
    }

    private Product RandomProduct(int number)
    {
        var visibility = Chance(4) ? Any([.. Enum.GetValues<ProductVisibility>()]) : ProductVisibility.Public;
        return World.Product($"prod-{number}", visibility, entitled: Chance(15), [.. Enumerable.Range(0, 3).Select(_ => AnyNode().Id.Value)]);
    }

    private Integration AnyIntegration() => Chance(3) ? Any([.. Enum.GetValues<Integration>()]) : Integration.Enabled;
}
