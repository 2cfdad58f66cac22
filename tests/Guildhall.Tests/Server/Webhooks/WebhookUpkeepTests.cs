using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>What webhooks and notices leave behind is forgotten when it is of no use any more.</summary>
public abstract class WebhookUpkeepTests(WebhookHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_that_signs_no_more_is_forgotten_and_one_that_does_is_kept()
    {
        var (id, _) = await hall.AddAsync("https://receiver.example.com/");
        await hall.ActAsync(id, "rotate");
        await KeepHouseAsync();
        Assert.NotNull((await RowAsync(id)).FormerEncryptedSecret);

        var past = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1);
        await using (var db = hall.Hall.Guildhall.Database.Open()) await db.Webhooks.Where(w => w.Id == id).ExecuteUpdateAsync(w => w.SetProperty(x => x.FormerUntil, past), Cancellation);
        await KeepHouseAsync();

        var row = await RowAsync(id);
        Assert.Equal((null, null), (row.FormerEncryptedSecret, row.FormerUntil));
        Assert.NotEmpty(row.EncryptedSecret);
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task Who_has_read_a_notice_is_forgotten_with_it()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var db = hall.Hall.Guildhall.Database.Open();
        foreach (var (number, age) in new[] { (1_000_001L, 91), (1_000_002L, 89) })
        {
            db.Add(new NoticeRow { Sequence = number, TenantId = "o-noticesonly", Account = "111122223333", Type = "Product Request Created", Title = "Old", Time = now - TimeSpan.FromDays(age) });
            db.Add(new NoticeReadRow { PersonId = "person-of-notices", AccountId = "111122223333", Sequence = number });
        }

        await db.SaveChangesAsync(Cancellation);
        await KeepHouseAsync();

        Assert.Equal([1_000_002L], await db.NoticeReads.Where(r => r.PersonId == "person-of-notices").Select(r => r.Sequence).ToListAsync(Cancellation));
    }

    private async Task<WebhookRow> RowAsync(string id)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        return await db.Webhooks.AsNoTracking().SingleAsync(w => w.Id == id, Cancellation);
    }

    private Task KeepHouseAsync()
    {
        var guildhall = hall.Hall.Guildhall;
        return new Housekeeping(guildhall.Database, guildhall.RequestExpiry, guildhall.ClosingLapses, TimeSpan.FromDays(guildhall.Options.RetentionDays), TimeProvider.System, NullLogger<Housekeeping>.Instance).RunOnceAsync(Cancellation);
    }
}

public sealed class WebhookUpkeepOnSqliteTests(SqliteWebhookHall hall) : WebhookUpkeepTests(hall), IClassFixture<SqliteWebhookHall>;

[Trait("Ring", "Postgres")]
public sealed class WebhookUpkeepOnPostgresTests(PostgresWebhookHall hall) : WebhookUpkeepTests(hall), IClassFixture<PostgresWebhookHall>;
