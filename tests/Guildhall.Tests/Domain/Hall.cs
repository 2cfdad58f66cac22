using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Access;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain;

/// <summary>
/// A private marketplace to try the rules on, in words of the domain. Arranged by running changes, so that no state occurs that could not.
/// The organization: Engineering with one account, Finance with one, a delegated administrator at the root.
/// </summary>
internal sealed class Hall
{
    public const string Root = "r-ab12", Whole = "o-abcdef1234", Engineering = "ou-ab12-11112222", Finance = "ou-ab12-22223333";
    public const string Management = "111122223333", Delegated = "222233334444", Engineer = "444455556666", Accountant = "555566667777";
    public const string ManagerHome = "999900001111";

    private Actor _actor = ActorOf(Management);

    private Hall(Organization organization) => Marketplace = new PrivateMarketplace(organization);

    public PrivateMarketplace Marketplace { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    public ProductCatalogue Catalogue { get; private set; } = ProductCatalogue.Empty;

    public RunContext Context => Tuned(new RunContext(_actor, Now, Ids, Catalogue));

    /// <summary>What a test sets in the run's context besides actor, time, ids and catalogue.</summary>
    public Func<RunContext, RunContext> Tuned { get; set; } = context => context;

    public CountingIds Ids { get; } = new();

    /// <summary>The facts of the last successful set.</summary>
    public ImmutableArray<Fact> Facts { get; private set; } = [];

    public static Hall Integrated() => new(TheOrganization(Integration.Enabled));

    /// <summary>An organization that never enabled the integration.</summary>
    public static Hall OlderWay() => new(TheOrganization(Integration.NeverEnabled));

    public static Hall Standalone() => new(new Organization
    {
        Tenant = new TenantId(Management),
        ManagementAccount = new AccountId(Management),
        Tree = OrganizationTree.Standalone(new AccountId(Management), "Alone"),
    });

    public static Actor ActorOf(string account) => new(new AccountId(account), $"arn:aws:iam::{account}:user/somebody");

    public Hall As(string account) => As(ActorOf(account));

    public Hall As(Actor actor)
    {
        _actor = actor;
        return this;
    }

    public Hall AsManager() => As(ActorOf(ManagerHome) with { MarketplaceManager = true });

    public Hall AsSystem() => As(ActorOf(Management) with { System = true });

    /// <summary>Public products of these ids join the catalogue.</summary>
    public Hall Selling(params string[] ids) => Selling([.. ids.Select(id => Product(id))]);

    public Hall Selling(params Product[] products)
    {
        Catalogue = Catalogue.With(products);
        return this;
    }

    public static Product Product(string id, ProductVisibility visibility = ProductVisibility.Public, params string[] offeredTo) =>
        new(new ProductId(id), "SaaSProduct", $"Title of {id}", "Example Software", visibility, DateTimeOffset.UnixEpoch)
        {
            AllowedAccounts = [.. offeredTo.Select(a => new AccountId(a))],
        };

    /// <summary>A new experience, not live, with an empty policy.</summary>
    public EntityId Experience(string name = "Engineering")
    {
        var id = Ids.Entity(EntityType.Experience);
        Do(id, new CreateExperience(name), new CreateProcurementPolicy($"{name} policy"));
        return id;
    }

    /// <summary>A new live experience with an empty policy, for these principals.</summary>
    public EntityId LiveExperience(string name, params string[] principals)
    {
        var id = Experience(name);
        if (principals.Length > 0) Do(id, new AssociateAudience([.. principals]));
        Do(id, new UpdateExperience(Status: ExperienceStatus.Enabled));
        return id;
    }

    public EntityId ArchivedExperience(string name, params string[] principals)
    {
        var id = LiveExperience(name, principals);
        Do(id, new UpdateExperience(Status: ExperienceStatus.Disabled), new RestrictExperience());
        return id;
    }

    /// <summary>A pending request of an account for products, made in its own name.</summary>
    public EntityId Request(string account, params string[] products)
    {
        var (before, id) = (_actor, Ids.Entity(EntityType.ProductProcurementRequest));
        As(account).Do(id, new CreateProductProcurementRequest([.. products.Select(p => new ProductReference(p))], "Needed"));
        As(before);
        return id;
    }

    /// <summary>Runs changes of one target as one set, which must succeed.</summary>
    public Hall Do(EntityId target, params Change[] changes) => Do([.. changes.Select(c => (target, c))]);

    public Hall Do(params (EntityId Target, Change Change)[] set)
    {
        var outcome = Try(set);
        if (outcome is ChangeOutcome.Failed failed) Assert.Fail(string.Join("; ", failed.Problems.Values.SelectMany(p => p)));
        var succeeded = (ChangeOutcome.Succeeded)outcome;
        (Marketplace, Facts) = (succeeded.After, succeeded.Facts);
        return this;
    }

    /// <summary>What would become of the set; nothing is kept.</summary>
    public ChangeOutcome Try(params (EntityId Target, Change Change)[] set) =>
        ChangeRun.Run(Marketplace, ExecutionOrder.Of([.. set.Select((c, place) => new PlannedChange(place, c.Change, c.Target, []))])!, Context);

    /// <summary>The reasons why a change is refused; it must be.</summary>
    public ImmutableArray<Problem> Refusals(EntityId target, Change change) => Assert.IsType<ChangeOutcome.Failed>(Try((target, change))).Problems[0];

    /// <summary>The one reason why a change is refused, as its code.</summary>
    public string Refusal(EntityId target, Change change) => Assert.Single(Refusals(target, change)).Code;

    public Experience this[EntityId experience] => Marketplace.GetExperience(experience);

    public ProductRequest RequestOf(EntityId request) => Marketplace.Requests[request];

    public string[] Allowed(EntityId experience) => [.. this[experience].Policy!.Allowed.Select(g => g.Product.Value)];

    public string[] Denied(EntityId experience) => [.. this[experience].Policy!.Denied.Select(g => g.Product.Value)];

    public string[] Audience(EntityId experience) => [.. this[experience].Audience?.Principals.Select(p => p.Value) ?? []];

    public Hall With(Func<Organization, Organization> change)
    {
        Marketplace = Marketplace with { Organization = change(Marketplace.Organization) };
        return this;
    }

    /// <summary>The tree of the organization without some nodes, and with an account in another state.</summary>
    public static OrganizationTree Tree(string[]? without = null, (string Account, AccountState State) state = default) => OrganizationTree.Build(
        new (OrganizationNode, PrincipalId?)[]
        {
            (new(new(Whole), NodeKind.Organization, "Example"), null),
            (new(new(Engineering), NodeKind.OrganizationalUnit, "Engineering"), new(Root)),
            (new(new(Finance), NodeKind.OrganizationalUnit, "Finance"), new(Root)),
            (new(new(Management), NodeKind.Account, "Management", State: AccountState.Active), new(Root)),
            (new(new(Delegated), NodeKind.Account, "Procurement", State: AccountState.Active), new(Root)),
            (new(new(Engineer), NodeKind.Account, "Engineer", State: AccountState.Active), new(Engineering)),
            (new(new(Accountant), NodeKind.Account, "Accountant", State: AccountState.Active), new(Finance)),
        }.Where(n => without?.Contains(n.Item1.Id.Value) is not true)
            .Select(n => (n.Item1.Id.Value == state.Account ? n.Item1 with { State = state.State } : n.Item1, n.Item2)),
        Root);

    private static Organization TheOrganization(Integration integration) => new()
    {
        Tenant = new TenantId(Whole),
        OrganizationId = new PrincipalId(Whole),
        ManagementAccount = new AccountId(Management),
        AllFeatures = true,
        Integration = integration,
        ServiceLinkedRole = integration == Integration.Enabled,
        DelegatedAdministrators = [new AccountId(Delegated)],
        Tree = Tree(),
    };
}
