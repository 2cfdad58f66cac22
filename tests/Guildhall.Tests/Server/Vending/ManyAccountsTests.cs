using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Parts;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// The list of 10,000 accounts is whole, and a page of it reads no more than it needs. How long that takes, less than 300 ms on SQLite, is what the benchmark
/// <c>accounts</c> tells. vendor-integration.md 19, item 12.
/// </summary>
public abstract partial class ManyAccountsTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const int Many = 10_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendor19_12_A_page_of_10000_accounts_reads_six_columns_of_all_and_the_rest_of_those_it_shows()
    {
        await KnowAsync();
        using var amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        var whole = (await amara.GetAsync("/admin/accounts.csv")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(',')).ToList();
        Assert.Equal(Enumerable.Range(0, Many).Select(NameOf), whole.Select(row => row[1]).Where(name => name.StartsWith("Team", StringComparison.Ordinal)));

        await using var db = Hall.Guildhall.Database.Open();
        var kept = await db.MemberAccounts.Select(a => a.AccountId).ToHashSetAsync(Cancellation);
        foreach (var skip in new[] { 0, 5_000, whole.Count / ListQuery.PageSize * ListQuery.PageSize })
        {
            using var reads = new ReadsOf("MemberAccounts", Hall.Guildhall.Database.Open());
            var (response, html) = await amara.GetAsync($"/admin/accounts?skip={skip}");
            Assert.True(response.IsSuccessStatusCode, html);
            var shown = whole.Skip(skip).Take(ListQuery.PageSize).ToList();
            Assert.Equal(shown.Select(row => row[0]), Row().Matches(html).Select(m => m.Groups[1].Value));
            Assert.Equal([(kept.Count, true), (shown.Count(row => kept.Contains(row[0])), false)], reads.Told.Select(read => (read.Rows, read.Columns == 6)));
        }
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"Team {number:00000}");

    /// <summary>10,000 accounts of the organization, as if they had been ordered here, in no order.</summary>
    private async Task KnowAsync()
    {
        var tenant = World.OrganizationId;
        await using var db = Hall.Guildhall.Database.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var link = await db.Links.AsNoTracking().SingleAsync(l => l.TenantId == tenant, Cancellation);
        foreach (var number in Enumerable.Range(0, Many).Select(n => n * 7919 % Many))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{700_000_000_000 + (number * 13L)}");
            db.Add(new NodeRow { TenantId = tenant, Id = id, ParentId = World.Finance, Kind = NodeKind.Account, Name = NameOf(number), Email = $"aws+{id}@acme.example", State = AccountState.Active });
            db.Add(new MemberAccountRow { AccountId = id, LinkId = link.Id, Source = "Created", State = "Active", DisplayName = NameOf(number), Version = 1 });
        }

        await db.SaveChangesAsync(Cancellation);
        await db.Tenants.Where(t => t.Id == tenant).ExecuteUpdateAsync(t => t.SetProperty(x => x.Version, x => x.Version + 1).SetProperty(x => x.TreeVersion, x => x.Version + 1), Cancellation);
        for (var tries = 0; Hall.Guildhall.Marketplaces.Find(new TenantId(tenant))!.Marketplace.Organization.Tree.Nodes.Length < Many; tries++)
        {
            Assert.True(tries < 300, "The organization is not followed.");
            await Task.Delay(100, Cancellation);
        }
    }

    [GeneratedRegex("""<th scope="row"><a href="/admin/accounts/(\d{12})">""")]
    private static partial Regex Row();

    /// <summary>What EF Core reads of one table of one database from now on: rows and columns of each answer.</summary>
    private sealed class ReadsOf : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _table;
        private readonly (string, string) _database;
        private readonly ConcurrentDictionary<Guid, int> _columns = new();
        private readonly List<(int Rows, int Columns)> _told = [];
        private readonly List<IDisposable> _subscriptions = [];

        public ReadsOf(string table, DbContext context)
        {
            using var db = context;
            var connection = db.Database.GetDbConnection();
            (_table, _database) = ($"FROM \"{table}\"", (connection.DataSource, connection.Database));
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public IReadOnlyList<(int Rows, int Columns)> Told
        {
            get
            {
                lock (_told) return [.. _told];
            }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            // A reader tells its columns while it is open, and when it closes how often it was read: once more than there are rows.
            if (value.Value is CommandExecutedEventData { Result: DbDataReader reader } begun) _columns[begun.CommandId] = reader.FieldCount;
            if (value.Value is not DataReaderDisposingEventData read || !read.Command.CommandText.Contains(_table, StringComparison.Ordinal)) return;
            if (read.Command.Connection is not { } connection || (connection.DataSource, connection.Database) != _database) return;
            lock (_told) _told.Add((read.ReadCount - 1, _columns.GetValueOrDefault(read.CommandId)));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}

public sealed class ManyAccountsOnSqliteTests() : ManyAccountsTests(null);

[Trait("Ring", "Postgres")]
public sealed class ManyAccountsOnPostgresTests(PostgresServer server) : ManyAccountsTests(new PostgresDatabase(server));
