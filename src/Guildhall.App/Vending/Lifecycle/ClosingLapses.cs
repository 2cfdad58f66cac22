using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Ends closings that no second person has confirmed in time. vendor-integration.md 14.2.</summary>
public sealed class ClosingLapses(Database database, Writer writer, IdSource ids, TimeProvider clock)
{
    private const string Over = """SELECT "AccountId" FROM "ClosingAsks" WHERE "AskedAt" <= @before""";

    /// <summary>Ends what is over; returns how many that were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var lapsed = 0;
        foreach (var account in Accounts())
        {
            if (await writer.WriteAsync(scope => ClosingAsks.Lapse(scope, account, ids.Uuid(scope.Now).ToString()), cancellation)) lapsed++;
        }

        return lapsed;
    }

    /// <summary>By plain SQL, because mostly there are none.</summary>
    private List<string> Accounts()
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(Over, ("before", (clock.GetUtcNow() - ClosingAsk.Life).UtcTicks)).Select(row => row.GetString(0))];
    }
}
