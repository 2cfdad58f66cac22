using Guildhall.App.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>What somebody does to member accounts on AWS is followed and shown; nothing is done about it there. security.md 6.4, vendor-integration.md 14.</summary>
public abstract class MemberReconciliationTests(OrderHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F70_An_account_with_an_address_of_the_pattern_that_nobody_knows_is_adopted_and_others_are_left_alone()
    {
        var orphan = await MadeOnAwsAsync("Orphan", "aws+abcdefgh-1@acme.example");
        var other = await MadeOnAwsAsync("Other", "other@acme.example");
        var before = (await hall.Hall.Guildhall.Orders.ListAsync(OrderHall.Operator, new OrderFilter(), Cancellation)).Value.Orders.Length;
        await hall.Hall.SyncAsync();
        await hall.Hall.SyncAsync();
        Assert.Equal("Adopted", (await hall.RestAsync(orphan)).Known!.Source);
        Assert.Null((await hall.RestAsync(other)).Known);
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.NotNull(await db.Addresses.FindAsync(["aws+abcdefgh-1@acme.example"], Cancellation));
        Assert.Equal(1, await db.Audit.CountAsync(a => a.EventName == "AccountAdopted" && a.Record.Contains(orphan), Cancellation));
        Assert.Equal(before, (await hall.Hall.Guildhall.Orders.ListAsync(OrderHall.Operator, new OrderFilter(), Cancellation)).Value.Orders.Length);
    }

    [Fact]
    public async Task An_account_that_was_moved_and_then_taken_out_on_AWS_shows_both()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Drifting"))).Row.Id)).Row.AccountId!;
        Assert.False((await hall.Hall.Guildhall.AccountMoves.MoveAsync(OrderHall.Operator, account, hall.World.Finance, Cancellation)).Refused);
        Assert.Empty((await hall.RestAsync(account)).Drift);
        await hall.Hall.SimulateAsync("MoveAccount", new { AccountId = account, SourceParentId = hall.World.Finance, DestinationParentId = hall.World.Engineering });
        await hall.Hall.SyncAsync();
        Assert.Equal($"It is in {hall.World.Engineering}; Guildhall had moved it to {hall.World.Finance}.", Assert.Single((await hall.RestAsync(account)).Drift));
        using var amara = await hall.Hall.SignedInAsync("drift@example.com", "Administrator", hall.World.Management);
        Assert.Contains("Guildhall had moved it to", (await amara.GetAsync($"/admin/accounts/{account}")).Html, StringComparison.Ordinal);

        using var http = new HttpClient();
        using var advanced = await http.PostAsJsonAsync($"{hall.Hall.AwsUrl}/_simulation/clock", new { advance = "120h" }, Cancellation);
        await hall.Hall.SimulateAsync("RemoveAccountFromOrganization", new { AccountId = account });
        await hall.Hall.SyncAsync();
        await hall.Hall.SyncAsync();
        Assert.Equal("Left", (await hall.RestAsync(account)).Known!.State);
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.EventName == "AccountLeft" && a.Record.Contains(account), Cancellation));
    }

    private async Task<string> MadeOnAwsAsync(string name, string email)
    {
        await hall.Hall.SimulateAsync("CreateAccount", new { Email = email, AccountName = name });
        for (var tries = 0; ; tries++)
        {
            if (await hall.AccountsAsync(name) is [var made]) return made.GetProperty("Id").GetString()!;
            Assert.True(tries < 100, $"AWS makes no {name}.");
            await Task.Delay(100, Cancellation);
        }
    }
}

public sealed class MemberReconciliationOnSqliteTests(SqliteOrderHall hall) : MemberReconciliationTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class MemberReconciliationOnPostgresTests(PostgresOrderHall hall) : MemberReconciliationTests(hall), IClassFixture<PostgresOrderHall>;
