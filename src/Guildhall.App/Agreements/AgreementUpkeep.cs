using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Agreements;

/// <summary>Looks every second which agreements the clock has something to do for, and does it: on every instance, of which the first one wins.</summary>
public sealed class AgreementUpkeep : IDisposable
{
    private const int AtOnce = 100;

    private const string DueRows = """SELECT "Id" FROM "Agreements" WHERE "Due" IS NOT NULL AND "Due" <= @now ORDER BY "Due" LIMIT 100""";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly PurchaseGate _gate;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;
    private readonly Turns _turns;

    internal AgreementUpkeep(Database database, Marketplaces marketplaces, Writer writer, IdSource ids, TimeSpan treeAge, TimeProvider clock, ILogger<AgreementUpkeep> log)
    {
        (_database, _writer, _ids, _clock) = (database, writer, ids, clock);
        _gate = new PurchaseGate(marketplaces, treeAge);
        _turns = new Turns(Pause, clock, log);
    }

    /// <summary>Something is due now.</summary>
    public void Wake() => _turns.Wake();

    public Task RunAsync(CancellationToken cancellation) => _turns.RunAsync(
        async stop =>
        {
            while (await RunOnceAsync(stop) == AtOnce)
            {
            }
        },
        "Agreements cannot be seen to right now",
        cancellation);

    /// <summary>Does what is due, for 100 agreements at most; how many those were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var due = Due();
        await Task.WhenAll(due.Select(id => _writer.WriteAsync(new AdvanceAgreement(id, _gate, _ids, _ids.Uuid().ToString()).Decide, cancellation)));
        return due.Count;
    }

    public void Dispose() => _turns.Dispose();

    private List<string> Due()
    {
        using var reading = new PlainReading(_database);
        return [.. reading.Rows(DueRows, ("now", _clock.GetUtcNow().UtcTicks)).Select(row => row.GetString(0))];
    }
}
