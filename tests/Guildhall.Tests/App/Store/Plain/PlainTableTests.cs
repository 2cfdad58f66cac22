using System.Data;
using System.Text.Json;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guildhall.Tests.App.Store.Plain;

/// <summary>What is written by plain SQL is what EF Core's model says and reads: a changed model cannot drift away from it.</summary>
public abstract class PlainTableTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    private static readonly TenantId Tenant = new("o-abcdef1234");

    private WriterConnection _writer = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.MigrateAsync(TestContext.Current.CancellationToken);
        await using var db = Database.Open();
        db.Add(new TenantRow { Id = Tenant.Value, Version = 1, ManagementAccount = "111122223333" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        _writer = new WriterConnection(Database);
    }

    public override async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Each_table_has_the_columns_the_key_and_the_types_of_the_model()
    {
        using var db = Database.Open();
        foreach (var table in Tables.All.Concat(BillingTables.All))
        {
            var entity = db.Model.FindEntityType(table.Row)!;
            Assert.Equal(entity.GetTableName(), table.Name);
            var columns = entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => $"{p.GetColumnName()} {TypeOf(p)}");
            Assert.Equal(columns.Order(), table.AllColumns.Select(c => $"{c.Name} {c.Type}").Order());
            var key = entity.FindPrimaryKey()!.Properties.Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => p.GetColumnName());
            Assert.Equal(key, table.KeyColumns.Select(c => c.Name));
        }
    }

    [Fact]
    public void What_a_load_of_a_report_fills_is_what_is_taken_away_with_it()
    {
        using var db = Database.Open();
        var kept = db.Model.GetEntityTypes().Where(e => e.FindProperty("Load") is not null && e.FindPrimaryKey()!.Properties[0].Name == "Load").Select(e => e.ClrType.Name);
        Assert.Equal(kept.Order(), BillingTables.All.Select(t => t.Row.Name).Order());
    }

    [Fact]
    public void EF_Core_reads_every_row_as_it_was_written()
    {
        object[] written = [.. Rows.Of(Tenant)];
        Assert.Equal(Tables.All.Select(t => t.Row.Name).Order(), written.Select(r => r.GetType().Name).Order());

        Save(rows => Rows.InsertAll(rows, Tenant));

        using var db = Database.Open();
        object[] read =
        [
            db.ChangeSets.Single(), db.ChangeSetEntities.Single(), db.EntityLocks.Single(), db.RequestTokens.Single(), db.Experiences.Single(),
            db.Requests.Single(), db.Tags.Single(), db.ResourcePolicies.Single(), db.Audit.Single(), db.Events.Single(),
            db.Quotes.Single(), db.QuoteTokens.Single(), db.Buyers.Single(), db.Agreements.Single(), db.SoleAgreements.Single(), db.Charges.Single(),
        ];
        Assert.Equal(Texts(written), Texts(read));
    }

    [Fact]
    public void A_later_transaction_finds_what_was_written()
    {
        Save(rows => Rows.InsertAll(rows, Tenant));

        using var transaction = _writer.Begin();

        Assert.Equal(Texts(Rows.ChangeSet(Tenant)), Texts(transaction.Known.Find(Tables.ChangeSets, "set-1")!));
        Assert.Equal(Texts(Rows.Token), Texts(transaction.Known.Find(Tables.RequestTokens, Rows.Token.Account, Rows.Token.Token)!));
        Assert.Null(transaction.Known.Find(Tables.ChangeSets, "set-2"));
        transaction.Leave();
    }

    [Fact]
    public void A_later_write_of_the_same_transaction_finds_the_very_object_that_an_earlier_one_queued()
    {
        using var transaction = _writer.Begin();
        Assert.Null(transaction.Known.Find(Tables.ChangeSets, "set-1"));
        var set = Rows.ChangeSet(Tenant);

        transaction.Rows.Insert(set);

        Assert.Same(set, transaction.Known.Find(Tables.ChangeSets, "set-1"));
        transaction.Leave();
    }

    [Fact]
    public void Rows_are_replaced_and_removed_by_their_key()
    {
        Save(rows => Rows.InsertAll(rows, Tenant));

        Save(rows =>
        {
            rows.Update(new ExperienceRow { TenantId = Tenant.Value, Id = "exp-1", Version = 7, Document = "{\"New\":1}" });
            rows.Put(new TagRow { TenantId = Tenant.Value, ResourceArn = "arn:1", Key = "team", Value = "other" });
            rows.Put(new TagRow { TenantId = Tenant.Value, ResourceArn = "arn:2", Key = "team", Value = "new" });
            rows.Delete<ResourcePolicyRow>("arn:1");
        });

        using var db = Database.Open();
        Assert.Equal((7, "{\"New\":1}"), (db.Experiences.Single().Version, db.Experiences.Single().Document));
        Assert.Equal(["other", "new"], db.Tags.OrderBy(t => t.ResourceArn).Select(t => t.Value));
        Assert.Empty(db.ResourcePolicies);
    }

    [Fact]
    public void A_set_ends_once()
    {
        Save(rows => Rows.InsertAll(rows, Tenant));
        var set = Rows.ChangeSet(Tenant);
        (set.Status, set.EndTime, set.FailureCode) = (ChangeSetStatus.Cancelled, set.StartTime.AddSeconds(1), "CODE");
        Save(rows => ChangeSetTable.End(rows, set));

        set.Status = ChangeSetStatus.Succeeded;

        Assert.Throws<DbUpdateConcurrencyException>(() => Save(rows => ChangeSetTable.End(rows, set)));
        set.Status = ChangeSetStatus.Cancelled;
        using var db = Database.Open();
        Assert.Equal(Texts(set), Texts(db.ChangeSets.Single()));
    }

    [Fact]
    public void What_was_changed_meanwhile_is_not_changed_again_by_whoever_read_it_before()
    {
        Save(rows => Rows.InsertAll(rows, Tenant));
        var (quote, agreement, charge, buyer) = (Rows.Quote(Tenant), Rows.Agreement(Tenant), Rows.Charge, Rows.Buyer);
        var (stale, staleQuote) = (Rows.Agreement(Tenant), Rows.Quote(Tenant));
        (quote.AgreementId, staleQuote.AgreementId, agreement.Status) = ("agmt-1", "agmt-2", AgreementStatus.Cancelled);
        Save(rows => AgreementTables.Accept(rows, quote));
        Save(rows => AgreementTables.Change(rows, agreement));
        Save(rows => AgreementTables.Change(rows, charge));
        Save(rows => AgreementTables.Save(rows, buyer));

        Assert.Throws<DbUpdateConcurrencyException>(() => Save(rows => AgreementTables.Accept(rows, staleQuote)));
        Assert.Throws<DbUpdateConcurrencyException>(() => Save(rows => AgreementTables.Change(rows, stale)));
        using var db = Database.Open();
        Assert.Equal(Texts(quote, agreement, charge, buyer), Texts(db.Quotes.Single(), db.Agreements.Single(), db.Charges.Single(), db.Buyers.Single()));
    }

    [Fact]
    public void A_version_is_held_only_while_it_is_the_present_one()
    {
        Hold(1);
        Save(_ => { }, 2);

        Assert.Throws<DbUpdateConcurrencyException>(() => Hold(1));
        Hold(2);

        void Hold(long version)
        {
            using var transaction = _writer.Begin();
            transaction.HoldVersion(Tenant, version);
            transaction.Save();
            transaction.Commit();
        }
    }

    [Fact]
    public void A_version_moves_only_from_the_one_before()
    {
        Save(_ => { }, 2);

        Assert.Throws<DbUpdateConcurrencyException>(() => Save(_ => { }, 2));

        using var db = Database.Open();
        Assert.Equal(2, db.Tenants.Single().Version);
    }

    [Fact]
    public void What_EF_Core_tracks_comes_before_the_rows_that_refer_to_it_and_both_stay_or_go_together()
    {
        var another = new TenantId("o-another123");
        using (var transaction = _writer.Begin())
        {
            transaction.Rows.Insert(Rows.ChangeSet(another));
            transaction.Db.Add(new TenantRow { Id = another.Value, Version = 1, ManagementAccount = "222233334444" });
            transaction.Save();
        }

        using (var db = Database.Open()) Assert.Equal((1, 0), (db.Tenants.Count(), db.ChangeSets.Count()));
        using (var transaction = _writer.Begin())
        {
            transaction.Rows.Insert(Rows.ChangeSet(another));
            transaction.Db.Add(new TenantRow { Id = another.Value, Version = 1, ManagementAccount = "222233334444" });
            transaction.Save();
            transaction.Commit();
        }

        using (var db = Database.Open()) Assert.Equal((2, 1), (db.Tenants.Count(), db.ChangeSets.Count()));
    }

    [Fact]
    public void A_row_of_these_tables_given_to_EF_Core_is_a_defect()
    {
        using var transaction = _writer.Begin();
        transaction.Db.Add(Rows.ChangeSet(Tenant));
        Assert.Throws<InvalidOperationException>(transaction.Save);
    }

    private void Save(Action<RowQueue> write, long version = 1)
    {
        using var transaction = _writer.Begin();
        write(transaction.Rows);
        transaction.MoveVersion(Tenant, version);
        transaction.Save();
        transaction.Commit();
    }

    /// <summary>The rows as text, without the numbers that the database gives.</summary>
    private static IEnumerable<string> Texts(params object[] rows) =>
        rows.Select(row => $"{row.GetType().Name} {JsonSerializer.Serialize(row)}".Replace("\"Sequence\":1,", "\"Sequence\":0,", StringComparison.Ordinal)).Order();

    private static DbType TypeOf(IProperty property)
    {
        var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        var plain = Nullable.GetUnderlyingType(stored) ?? stored;
        return plain == typeof(string) ? DbType.String
            : plain == typeof(long) || plain == typeof(int) ? DbType.Int64
            : plain == typeof(bool) ? DbType.Boolean
            : plain == typeof(byte[]) ? DbType.Binary
            : plain == typeof(short) || plain == typeof(byte) || plain.IsEnum ? DbType.Int16
            : throw new InvalidOperationException($"No plain column is a {plain}.");
    }
}

public sealed class PlainTableOnSqliteTests() : PlainTableTests(null);

[Trait("Ring", "Postgres")]
public sealed class PlainTableOnPostgresTests(PostgresServer server) : PlainTableTests(new PostgresDatabase(server));
