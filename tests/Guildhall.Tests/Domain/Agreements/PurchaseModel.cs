using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;
using Guildhall.Tests.Domain.Governance;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>
/// Two processes that buy, renew and change one marketplace, in steps that a seed orders: a purchase is asked about on what its process knows, and written later, when that may be known no
/// more to be so. The rule of the store is that of the product: what was decided is written only while the version is the one it was decided on, and decided again otherwise.
/// </summary>
internal sealed class PurchaseModel
{
    private readonly ChangeSetWorld _world;
    private readonly Random _random;
    private readonly Action<string> _count;
    private readonly List<Past> _history = [];
    private readonly Process[] _processes;
    private readonly List<Purchase> _underWay = [];
    private readonly List<Bought> _bought = [];
    private readonly string _name;
    private DateTimeOffset _now = Governance.World.Day;
    private DateTimeOffset _readAt = Governance.World.Day;

    public PurchaseModel(int seed, Action<string> count)
    {
        (_world, _random, _count, _name) = (new ChangeSetWorld(seed), new Random(seed), count, $"seed {seed}");
        for (var i = 0; i < 20; i++) _world.Change();
        Commit();
        _processes = [new(_history[0]), new(_history[0])];
    }

    private Past Latest => _history[^1];

    /// <summary>One thing happens: a change is committed, a purchase goes a step further, a process looks around, time goes by.</summary>
    public void Step()
    {
        switch (_random.Next(24))
        {
            case < 3:
                _world.Change();
                Commit();
                _processes[_random.Next(2)].CatchUp(Latest);
                break;
            case 3:
                _readAt = _now;
                Commit();
                break;
            case 4:
                _processes[_random.Next(2)].CatchUp(Latest);
                break;
            case 5:
                _now += TimeSpan.FromMinutes(_random.Next(30));
                break;
            case 6 or 7:
                _now += TimeSpan.FromDays(_random.Next(10, 40));
                if (_random.Next(4) > 0) goto case 3;
                break;
            case < 12:
                _underWay.Add(new Purchase(Any(_processes), _world.AskedAccount(), _world.AskedProduct(), null));
                break;
            case < 16:
                if (_bought.Find(b => b is { Ended: false, Renewing: false } && b.End <= _now) is { } ending) Renew(ending);
                break;
            default:
                if (_underWay.Count > 0) Further(Any(_underWay));
                break;
        }
    }

    /// <summary>Everything that was bought or refused is as history has it.</summary>
    public void Check()
    {
        foreach (var bought in _bought) Assert.True(Expected(_history.Single(p => p.Number == bought.Decision.Version), bought.Account, bought.Decision) == bought.Decision, $"{_name}: {bought.Decision}");
    }

    private void Renew(Bought ending)
    {
        ending.Renewing = true;
        _underWay.Add(new Purchase(Any(_processes), ending.Account, ending.Decision.Product, ending));
    }

    /// <summary>Asks, or writes what was asked before.</summary>
    private void Further(Purchase purchase)
    {
        var process = purchase.Process;
        if (purchase.Decision is not { } decision)
        {
            purchase.Decision = Gate.Decide(process.Snapshot, purchase.Account, purchase.Product, new OrganizationReading(process.Knows.ReadAt, _now, OrganizationReading.DefaultBound));
            return;
        }

        if (decision.Version != Latest.Number)
        {
            process.CatchUp(Latest);
            purchase.Decision = null;
            _count("decided again");
            return;
        }

        _underWay.Remove(purchase);
        Write(purchase, decision);
    }

    private void Write(Purchase purchase, GateDecision decision)
    {
        var expected = Expected(Latest, purchase.Account, decision);
        Assert.True(expected == decision, $"{_name}: {decision}, but it is {expected}");
        var what = purchase.Renews is null ? "bought" : "renewed";
        if (purchase.Renews is { } before) before.Ended = true;
        if (Gate.Refusal(decision, purchase.Account, null) is null) _bought.Add(new Bought(purchase.Account, decision, _now.AddDays(10)));
        else what = $"not {what}";
        Assert.Equal(expected.Reason <= DecisionReason.AlwaysEntitled, !what.StartsWith("not", StringComparison.Ordinal));
        _count($"{what} {decision.Reason.Word()}");
    }

    /// <summary>The decision that the oracle makes of a state that was.</summary>
    private static GateDecision Expected(Past past, AccountId account, GateDecision decision)
    {
        var oracle = new Oracle(past.Marketplace, past.Catalogue.Products);
        var reason = oracle.Decide(account, decision.Product, readable: decision.At - past.ReadAt <= OrganizationReading.DefaultBound);
        var governing = reason == DecisionReason.AccountNotFound ? null : oracle.Governing(PrincipalId.Of(account))?.Experience;
        return new GateDecision(decision.Product, reason, governing?.Id, governing?.Revision, decision.At, past.ReadAt) { Version = past.Number };
    }

    private void Commit() => _history.Add(new Past(_history.Count, _world.Marketplace with { Version = _history.Count }, _world.Catalogue, _readAt));

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>What was committed, all of it as it was then.</summary>
    private sealed record Past(long Number, PrivateMarketplace Marketplace, ProductCatalogue Catalogue, DateTimeOffset ReadAt);

    private sealed class Process(Past knows)
    {
        public Past Knows { get; private set; } = knows;

        public GovernanceSnapshot Snapshot { get; private set; } = GovernanceSnapshot.Build(knows.Marketplace, knows.Catalogue);

        public void CatchUp(Past latest)
        {
            if (ReferenceEquals(latest, Knows)) return;
            (Knows, Snapshot) = (latest, Snapshot.With(latest.Marketplace).With(latest.Catalogue));
        }
    }

    private sealed class Purchase(Process process, AccountId account, ProductId product, Bought? renews)
    {
        public Process Process => process;

        public AccountId Account => account;

        public ProductId Product => product;

        public Bought? Renews => renews;

        public GateDecision? Decision { get; set; }
    }

    private sealed class Bought(AccountId account, GateDecision decision, DateTimeOffset end)
    {
        public AccountId Account => account;

        public GateDecision Decision => decision;

        public DateTimeOffset End => end;

        public bool Renewing { get; set; }

        public bool Ended { get; set; }
    }
}
