using Guildhall.App.Changes;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.Changes;

/// <summary>A page of change sets costs the same however many there are: both orders of ListChangeSets walk along an index. private-marketplace.md 2.3.</summary>
public sealed class ChangeSetOrderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false, false, "IX_ChangeSets_TenantId_Owner_StartTime_Id")]
    [InlineData(false, true, "IX_ChangeSets_TenantId_Owner_StartTime_Id")]
    [InlineData(true, false, "IX_ChangeSets_TenantId_EndTime_Id")]
    [InlineData(true, true, "IX_ChangeSets_TenantId_EndTime_Id")]
    public async Task A_list_is_read_along_its_index_and_sorts_nothing(bool byEndTime, bool ascending, string index)
    {
        var database = Database.Sqlite(Path.Combine(_folder, "guildhall.db"));
        await database.MigrateAsync(TestContext.Current.CancellationToken);
        await using var db = database.Open();
        var filter = new ChangeSetFilter { ByEndTime = byEndTime, Ascending = ascending, NotEndedBefore = DateTimeOffset.UnixEpoch };
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = filter.Apply(db.ChangeSets.Where(s => s.TenantId == "o-exampleorgid" && s.Owner == "111122223333"), db).Take(21).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;

        var plan = new List<string>();
        await using (var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await rows.ReadAsync(TestContext.Current.CancellationToken)) plan.Add(rows.GetString(3));
        }

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public void The_migrations_make_what_the_model_says(DatabaseKind kind)
    {
        using var db = (kind == DatabaseKind.Sqlite ? Database.Sqlite(Path.Combine(_folder, "none.db")) : Database.Postgres("Host=localhost")).Open();

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
