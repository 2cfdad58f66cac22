using Guildhall.App.Store;
using Guildhall.App.Webhooks;

namespace Guildhall.Tests.App.Webhooks;

/// <summary>Looking for what may be sent costs the same for each delivery, however many wait: 20,000 of one webhook took SQLite more than a minute.</summary>
public sealed class DueDeliveriesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_lanes_of_a_delivery_and_what_is_open_before_it_are_found_along_indexes()
    {
        var database = Database.Sqlite(Path.Combine(_folder, "guildhall.db"));
        await database.MigrateAsync(TestContext.Current.CancellationToken);

        using var reading = new PlainReading(database);
        var plan = reading.Rows("EXPLAIN QUERY PLAN " + DeliveryLedger.DueOnes, ("now", 1L), ("impossible", 2L)).Select(row => row.GetString(3)).ToList();

        Assert.Contains(plan, step => step.StartsWith("SEARCH m ", StringComparison.Ordinal) && step.EndsWith("(WebhookId=? AND Sequence=?)", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.StartsWith("SEARCH b ", StringComparison.Ordinal) && step.EndsWith("(WebhookId=? AND Lane=? AND Sequence<?)", StringComparison.Ordinal));
    }
}
