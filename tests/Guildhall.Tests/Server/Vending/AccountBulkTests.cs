using Guildhall.App.Vending.Lifecycle;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Several accounts at one time, ticked in the list: each is acted on by itself, and told of by itself. vendor-integration.md 14.</summary>
public abstract class AccountBulkTests(OrderHall hall)
{
    private const string List = "/admin/accounts";
    private const string Confirmed = List + "/act/confirmed";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ticked_accounts_are_moved_tagged_suspended_and_resumed_each_by_itself()
    {
        using var amara = await hall.Hall.SignedInAsync("bulk@example.com", "Administrator", hall.World.Management);
        (string, string)[] both = [("account", hall.World.Developer), ("account", hall.World.Ledger)];
        var effect = (await amara.PostAsync(List, List + "/act", [("act", "move"), ("parent", hall.World.Engineering), .. both])).Html;
        Assert.Contains("See the effect", effect, StringComparison.Ordinal);
        Assert.Contains("Move</button>", effect, StringComparison.Ordinal);
        Assert.Contains($"name=\"seen\" value=\"{hall.World.Engineering}\"", effect, StringComparison.Ordinal);
        var unseen = (await amara.PostAsync(List, Confirmed, [("act", "move"), ("parent", hall.World.Engineering), ("seen", hall.World.Finance), .. both])).Html;
        Assert.Contains($"name=\"seen\" value=\"{hall.World.Engineering}\"", unseen, StringComparison.Ordinal);
        var moved = (await amara.PostAsync(List, Confirmed, [("act", "move"), ("parent", hall.World.Engineering), ("seen", hall.World.Engineering), .. both])).Html;
        Assert.Contains("2 accounts are being moved.", moved, StringComparison.Ordinal);
        foreach (var (_, account) in both) Assert.Equal(["Engineering"], (await hall.RestAsync(account)).Path);

        await amara.PostAsync(List, Confirmed, [("act", "tag"), ("Tags", "team=blue"), .. both]);
        foreach (var (_, account) in both)
        {
            await hall.RestAsync(account);
            Assert.Contains("\"team\"", await hall.Hall.SimulateAsync("ListTagsForResource", new { ResourceId = account }), StringComparison.Ordinal);
        }

        Assert.Contains("Choose a reason.", (await amara.PostAsync(List, Confirmed, [("act", "suspend"), .. both])).Html, StringComparison.Ordinal);
        await amara.PostAsync(List, Confirmed, ("act", "suspend"), ("reason", "Unpaid"), both[0]);
        Assert.Equal(MemberStates.Suspended, (await hall.RestAsync(hall.World.Developer)).Standing);
        var some = (await amara.PostAsync(List, Confirmed, [("act", "suspend"), ("reason", "Unpaid"), .. both])).Html;
        Assert.Contains("1 of 2 accounts are being suspended. Nothing was changed for the others.", some, StringComparison.Ordinal);
        Assert.Contains("The account is suspended already.", some, StringComparison.Ordinal);
        await hall.RestAsync(hall.World.Ledger);
        Assert.Contains("2 accounts are being resumed.", (await amara.PostAsync(List, Confirmed, [("act", "resume"), .. both])).Html, StringComparison.Ordinal);
        foreach (var (_, account) in both) Assert.Equal(MemberStates.Active, (await hall.RestAsync(account)).Standing);
    }

    [Fact]
    public async Task What_cannot_be_done_to_them_is_said_and_nothing_is_begun()
    {
        using var amara = await hall.Hall.SignedInAsync("unfit@example.com", "Administrator", hall.World.Management);
        var account = ("account", hall.World.AtRoot);
        Assert.Contains("Tick at least one account first.", (await amara.PostAsync(List, List + "/act", ("act", "move"))).Html, StringComparison.Ordinal);
        Assert.Contains("Choose a unit.", (await amara.PostAsync(List, Confirmed, ("act", "move"), account)).Html, StringComparison.Ordinal);
        Assert.Contains("no unit", (await amara.PostAsync(List, List + "/act", ("act", "move"), ("parent", "ou-none-12345678"), account)).Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Guildhall&#x27;s own", (await amara.PostAsync(List, Confirmed, ("act", "tag"), ("Tags", "guildhall:order=mine"), account)).Html, StringComparison.Ordinal);
        Assert.Contains("Choose what to do with the accounts.", (await amara.PostAsync(List, Confirmed, ("act", "close"), account)).Html, StringComparison.Ordinal);
        Assert.Contains("It is the management account", (await amara.PostAsync(List, Confirmed, ("act", "suspend"), ("reason", "Unpaid"), ("account", hall.World.Management))).Html, StringComparison.Ordinal);
        Assert.Contains("Tick at least one account first.", (await amara.PostAsync(List, Confirmed, ("act", "resume"), ("account", "999999999999"))).Html, StringComparison.Ordinal);
        Assert.Empty((await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, hall.World.AtRoot, Cancellation)).Value.Steps);
    }
}

public sealed class AccountBulkOnSqliteTests(SqliteOrderHall hall) : AccountBulkTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class AccountBulkOnPostgresTests(PostgresOrderHall hall) : AccountBulkTests(hall), IClassFixture<PostgresOrderHall>;
