using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>The bell in the top bar and the list behind it. design/ui.md 3; private-marketplace.md 9.1.</summary>
public abstract partial class NoticePagesTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Page = "/notifications";

    [Fact]
    public async Task Each_person_is_told_what_concerns_them_and_has_read_what_that_person_has_read()
    {
        var administrator = await Hall.AdministratorAsync();
        await administrator.ExperienceAsync("Asked", [World.Developer, World.Ledger], []);
        using var amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        using var other = await Hall.SignedInAsync("olga@example.com", "Administrator", World.Management);
        using var dana = await Hall.SignedInAsync("dana@example.com", "Buyer", World.Developer);
        using var lena = await Hall.SignedInAsync("lena@example.com", "Buyer", World.Ledger);
        Assert.Contains("Nothing has happened yet", (await dana.GetAsync(Page)).Html, StringComparison.Ordinal);
        await AskAsync(HallWorld.A);
        await AskAsync(HallWorld.B);
        await UntilAsync(amara, 2);

        Assert.Equal((2, 2, 2, 0), (await UnreadAsync(amara), await UnreadAsync(other), await UnreadAsync(dana), await UnreadAsync(lena)));
        var (_, html) = await amara.GetAsync(Page);
        Assert.Contains("/console/requests/prodprocreq-", html, StringComparison.Ordinal);
        Assert.Contains("\"/requests/prodprocreq-", (await dana.GetAsync(Page)).Html, StringComparison.Ordinal);

        var one = One().Match(html).Groups[1].Value;
        await amara.PostAsync(Page, Page + "/read", ("one", one));
        Assert.Equal((1, 2), (await UnreadAsync(amara), await UnreadAsync(other)));
        var upTo = UpTo().Match((await amara.GetAsync(Page)).Html).Groups[1].Value;
        await AskAsync(HallWorld.C);
        await UntilAsync(amara, 2);
        await amara.PostAsync(Page, Page + "/read", ("up-to", upTo));
        Assert.Equal((1, 3), (await UnreadAsync(amara), await UnreadAsync(other)));

        // Of another account's nothing is told, and nothing can be read.
        Assert.Equal(HttpStatusCode.NotFound, (await lena.PostAsync(Page, Page + "/read", ("one", one))).Response.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lena.PostAsync(Page, Page + "/read", ("one", "x"))).Response.StatusCode);
    }

    private async Task AskAsync(string product)
    {
        var buyer = await Hall.CallerAsync(World.Developer, "buyer" + product[5], "AWSPrivateMarketplaceRequests", "GuildhallBuyer");
        var asked = await buyer.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = product } }, Reason = "Needed" },
        });
        Assert.Equal("SUCCEEDED", asked["Status"]!.GetValue<string>());
    }

    private static async Task UntilAsync(Browsing who, int unread)
    {
        for (var tries = 0; await UnreadAsync(who) != unread; tries++)
        {
            Assert.True(tries < 300, $"{await UnreadAsync(who)} are unread.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the bell says.</summary>
    private static async Task<int> UnreadAsync(Browsing who)
    {
        var bell = Bell().Match((await who.GetAsync("/account")).Html);
        Assert.True(bell.Success);
        return bell.Groups[1].Success ? int.Parse(bell.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex("href=\"/notifications\" aria-label=\"Notifications(?:, ([0-9]+) unread)?\"")]
    private static partial Regex Bell();

    [GeneratedRegex("name=\"one\" value=\"([0-9]+)\"")]
    private static partial Regex One();

    [GeneratedRegex("name=\"up-to\" value=\"([0-9]+)\"")]
    private static partial Regex UpTo();
}

public sealed class NoticePagesOnSqliteTests() : NoticePagesTests(null);

[Trait("Ring", "Postgres")]
public sealed class NoticePagesOnPostgresTests(PostgresServer server) : NoticePagesTests(new PostgresDatabase(server));
