using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Agreements;
using Guildhall.App.Changes;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Organizations;
using Guildhall.Wire.Policies;

namespace Guildhall.Tests.App.Agreements;

/// <summary>
/// One organization in which approvals, audiences, accounts and purchases change at random, several things at once, through the use cases and the one write path that API, pages and commands
/// have. What is decided when, and in which order the store takes it, is left to the machine.
/// </summary>
internal sealed class GateStory
{
    private const int AtOnce = 3;

    private readonly GateStore _store;
    private readonly Random _random;
    private readonly GateTally _tally;
    private readonly ImmutableArray<(int Weight, Func<Task> Act)> _acts;
    private readonly ConcurrentStack<(string Account, string Id)> _quotes = [], _agreements = [];
    private readonly ConcurrentBag<GateReading> _readings = [];
    private readonly Caller _administrator;
    private string[] _experiences = [];
    private int _calls;

    public GateStory(GateStore store, int number, int seed, GateTally tally)
    {
        (_store, Seed, _random, _tally) = (store, seed, new Random(seed), tally);
        Organization = new GateOrganization(number, _random);
        _administrator = LocalOperator.For(new AccountId(Organization.Management));
        _acts =
        [
            (14, Quote), (14, Accept), (10, Buy), (10, WithdrawAndAccept), (6, Amend), (2, Replace), (1, Cancel), (4, Turn),
            (14, () => Products("AllowProductProcurement")), (6, () => Products("DenyProductProcurement")), (2, () => Products("RemoveProductProcurement")),
            (4, () => Change("UpdateExperience", new { Status = "Enabled" })), (3, () => Change("UpdateExperience", new { Status = "Disabled" })),
            (2, Archive), (3, Revive), (4, MovePrincipal), (3, () => Audience("AssociateAudience")), (1, () => Audience("DisassociateAudience")),
            (1, () => Change("CreateProcurementPolicy", new { Name = "Policy" })), (5, ChangeOrganization), (5, ReadAsync), (1, CatchUp),
        ];
    }

    public int Seed { get; }

    public GateOrganization Organization { get; }

    public IReadOnlyCollection<GateReading> Readings => _readings;

    /// <summary>When each call began and ended, by the id of its request.</summary>
    public ConcurrentDictionary<string, (DateTimeOffset From, DateTimeOffset To)> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls that the private marketplace refused.</summary>
    public ConcurrentBag<string> Refused { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Installation Process => _store.Processes[_random.Next(_store.Processes.Count)];

    /// <summary>Reads the organization and makes three experiences, one of them without a policy.</summary>
    public async Task BeginAsync()
    {
        await ReadAsync(_store.Processes[0]);
        var changes = new List<ChangeDraft>();
        for (var i = 0; i < 3; i++)
        {
            var made = $"$E{i}.Entity.Identifier";
            changes.Add(Draft("CreateExperience", null, new { Name = $"Experience {i}" }) with { ChangeName = $"E{i}" });
            if (i < 2) changes.Add(Draft("CreateProcurementPolicy", made, new { Name = "Policy" }));
            if (i < 2 && !Chance(3)) changes.Add(Draft("AllowProductProcurement", made, new { Products = new[] { new { Ids = GateStore.Products[..2] } } }));
            if (i < 2 || Chance(4)) changes.Add(Draft("AssociateAudience", made, new { Principals = new[] { Organization.Principals[i] } }));
            if (i < 2) changes.Add(Draft("UpdateExperience", made, new { Status = Chance(5) ? "Disabled" : "Enabled" }));
        }

        await StartAsync(_store.Processes[0], [.. changes]);
        await _store.Processes[0].Worker.DrainAsync();
        _experiences = [.. _store.Processes[0].Marketplaces.Find(new TenantId(Organization.Id))!.Marketplace.Experiences.Keys.Select(id => id.Value).Order(StringComparer.Ordinal)];
        Assert.Equal(3, _experiences.Length);
    }

    /// <summary>Acts so many times, and waits until all have come to their end.</summary>
    public async Task LiveAsync(int acts)
    {
        var underWay = new List<Task>();
        for (var i = 0; i < acts; i++)
        {
            underWay.Add(Next()());
            while (underWay.Count >= AtOnce || (underWay.Count > 0 && Chance(4)))
            {
                var one = underWay[_random.Next(underWay.Count)];
                await one;
                underWay.Remove(one);
            }
        }

        await Task.WhenAll(underWay);
    }

    /// <summary>A reading of the organization. It counts when its picture does, which begins now.</summary>
    public Task ReadAsync() => ReadAsync(Process);

    private async Task ReadAsync(Installation process)
    {
        var (picture, started) = (Organization.Picture(), _store.Clock.GetUtcNow());
        var apply = new ApplyPicture(picture, started, new RunSettings(process.Options.Ids, process.Marketplaces));
        var (result, at, version) = await process.Writer.WriteAsync(scope => (apply.Decide(scope), scope.Now, scope.NextVersion(new TenantId(Organization.Id))), Cancellation);
        if (result is not Reconciliation.Fault) _readings.Add(new GateReading(picture, started, at, version, result is Reconciliation.Changed));
    }

    private Func<Task> Next()
    {
        var ticket = _random.Next(_acts.Sum(a => a.Weight));
        return _acts.First(a => (ticket -= a.Weight) < 0).Act;
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Any<T>(IReadOnlyCollection<T> of) => of.ElementAt(_random.Next(of.Count));

    private T Latest<T>(ConcurrentStack<T> of) => Any([.. of.Take(3)]);

    private string AnyProduct() => Chance(8) ? GateStore.Entitled : Any(GateStore.Products[..2]);

    private Task Quote() => QuoteAsync(Process, Any(Organization.Accounts), AnyRequest());

    /// <summary>A quote that is accepted at once.</summary>
    private Task Buy() => BuyAsync(Process, Process, Any(Organization.Accounts), AnyRequest());

    /// <summary>Another quantity or the automatic renewal on or off, in an agreement of before.</summary>
    private Task Amend()
    {
        if (_agreements.IsEmpty) return Buy();
        var (account, id) = Latest(_agreements);
        var term = _random.Next(3) switch { 0 => Renewal(Chance(2)), 1 => Users(1), _ => Users(_random.Next(2, 5)) };
        return BuyAsync(Process, Process, account, new QuoteRequest(Intent.Amend, [term]) { Source = id });
    }

    private Task Replace()
    {
        if (_agreements.IsEmpty) return Quote();
        var (account, id) = Latest(_agreements);
        return QuoteAsync(Process, account, new QuoteRequest(Intent.Replace, [Users(1), new RequestedTerm("legal")]) { Proposal = _store.ProposalOf(AnyProduct()), Source = id });
    }

    private QuoteRequest AnyRequest() => new(Intent.New, [Users(1), new RequestedTerm("legal"), Renewal(!Chance(3))]) { Proposal = _store.ProposalOf(AnyProduct()) };

    private async Task BuyAsync(Installation one, Installation other, string account, QuoteRequest request)
    {
        if (await QuoteAsync(one, account, request) is { } quote) await AcceptAsync(other, (account, quote));
    }

    private async Task<string?> QuoteAsync(Installation process, string account, QuoteRequest request)
    {
        var quoted = await CallAsync("quote", id => process.Agreements.QuoteAsync(Buyer(account), request, id, Cancellation));
        if (quoted.Refused) return null;
        _quotes.Push((account, quoted.Value.Id));
        return quoted.Value.Id;
    }

    private Task Accept() => _quotes.IsEmpty ? Quote() : AcceptAsync(Process, Latest(_quotes));

    private async Task AcceptAsync(Installation process, (string Account, string Id) quote)
    {
        var accepted = await CallAsync("accept", id => process.Agreements.AcceptAsync(Buyer(quote.Account), quote.Id, [], id, Cancellation));
        if (accepted is { Refused: false, Value.New: true }) _agreements.Push((quote.Account, accepted.Value.AgreementId));
    }

    /// <summary>Denies a product at the moment when a quote is accepted, in one order or the other, and through the same process or another.</summary>
    private Task WithdrawAndAccept()
    {
        if (_quotes.IsEmpty) return Quote();
        var (quote, one, other) = (Latest(_quotes), Process, Process);
        Func<Task>[] both =
        [
            () => StartAsync(one, Draft("DenyProductProcurement", Any(_experiences[..2]), new { Products = new[] { new { Ids = GateStore.Products[..2] } } })),
            () => AcceptAsync(other, quote),
        ];
        return Chance(2) ? Task.WhenAll(both[0](), both[1]()) : Task.WhenAll(both[1](), both[0]());
    }

    private Task Cancel()
    {
        if (_agreements.IsEmpty) return Quote();
        var (account, id) = Latest(_agreements);
        var process = Process;
        return CallAsync("cancel", call => process.Agreements.CancelAsync(Buyer(account), id, call, Cancellation));
    }

    private Task Turn() => Process.AgreementUpkeep.RunOnceAsync(Cancellation);

    private Task CatchUp() => Process.CatchUpAsync(Cancellation);

    private Task Products(string change) => Change(change, new { Products = new[] { new { Ids = Chance(2) ? GateStore.Products[..2] : [AnyProduct()] } } });

    private Task Audience(string change) => Change(change, new { Principals = new[] { Any(Organization.Principals) } });

    private Task Change(string type, object details) => StartAsync(Process, Draft(type, Any(_experiences), details));

    private Task Archive()
    {
        var experience = Any(_experiences);
        return StartAsync(Process, Draft("UpdateExperience", experience, new { Status = "Disabled" }), Draft("RestrictExperience", experience, new { }));
    }

    private Task Revive()
    {
        var experience = Any(_experiences);
        return StartAsync(Process, Draft("ReviveExperience", experience, new { }), Draft("UpdateExperience", experience, new { Status = "Enabled" }));
    }

    private Task MovePrincipal()
    {
        var (principal, from, to) = (Any(Organization.Principals), Any(_experiences), Any(_experiences));
        object audience = new { Principals = new[] { principal } };
        return from == to ? StartAsync(Process, Draft("AssociateAudience", to, audience)) : StartAsync(Process, Draft("DisassociateAudience", from, audience), Draft("AssociateAudience", to, audience));
    }

    /// <summary>Something changes at AWS; mostly it is read soon.</summary>
    private Task ChangeOrganization()
    {
        Organization.Change();
        return Chance(3) ? Task.CompletedTask : ReadAsync();
    }

    private async Task StartAsync(Installation process, params ChangeDraft[] changes)
    {
        var started = await process.ChangeSets.StartAsync(_administrator, new ChangeSetDraft(changes), "set", Cancellation);
        _tally.Count(started.Refused ? $"set refused: {started.Problems[0].Code}" : "sets");
    }

    private async Task<Result<T>> CallAsync<T>(string what, Func<string, Task<Result<T>>> call)
    {
        var id = $"{Organization.Id}-{Interlocked.Increment(ref _calls)}";
        var from = _store.Clock.GetUtcNow();
        var answer = await call(id);
        Calls[id] = (from, _store.Clock.GetUtcNow());
        _tally.Count(answer.Refused ? $"{what}: {answer.Problems[0].Code}" : what);
        if (answer.Refused && answer.Problems[0].Code == AgreementProblems.DeniedByPolicy) Refused.Add(id);
        return answer;
    }

    private static ChangeDraft Draft(string type, string? experience, object details) => new(type, "Experience@1.0") { Identifier = experience, DetailsDocument = JsonSerializer.SerializeToElement(details) };

    private static RequestedTerm Users(int users) => new("contract", new UpfrontChoice("P1M", [new Quantity("users", users)]));

    private static RequestedTerm Renewal(bool on) => new("renewal", new RenewalChoice(on));

    private static Caller Buyer(string account) => new(new AccountId(account), "buyer", "AKIAGATEINTERLEAVED0", BuyerPolicies);

    private static PolicySet BuyerPolicies { get; } = Role.Compile(["Buyer"]);
}
