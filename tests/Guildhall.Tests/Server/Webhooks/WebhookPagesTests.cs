using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>The pages under Notifications. private-marketplace.md 9.3.</summary>
public abstract partial class WebhookPagesTests(WebhookHall hall)
{
    private const string Home = "/console/notifications";

    private static int _people;

    [Fact]
    public async Task An_administrator_adds_a_webhook_sees_its_secret_once_tests_pauses_and_removes_it()
    {
        await using var receiver = new WebhookReceiver();
        var amara = await AdministratorAsync();
        Assert.Contains("Add a webhook", (await amara.GetAsync(Home)).Html, StringComparison.Ordinal);

        var (_, made) = await amara.PostAsync(Home + "/webhooks/new", Home + "/webhooks/new", ("name", "By page"), ("url", receiver.Url), ("events", "Change Set *\nAccount *"), ("experience", hall.One));
        var secret = Secret().Match(made).Value;
        var one = Address().Match(made).Value;
        Assert.NotEmpty(secret);
        var (_, detail) = await amara.GetAsync(one);
        Assert.DoesNotContain(secret, detail, StringComparison.Ordinal);
        Assert.Contains("No deliveries yet", detail, StringComparison.Ordinal);
        Assert.Contains("Change Set *, Account *", WebUtility.HtmlDecode(detail), StringComparison.Ordinal);

        Assert.Contains("The receiver took the test and answered 200.", (await amara.PostAsync(one, one + "/test")).Html, StringComparison.Ordinal);
        Assert.Contains("Paused", (await amara.PostAsync(one, one + "/pause")).Html, StringComparison.Ordinal);
        var name = await hall.ChangeAsync(hall.One);
        Assert.DoesNotContain("Paused", (await amara.PostAsync(one, one + "/resume")).Html.Split("<section")[1], StringComparison.Ordinal);
        await receiver.TakesAsync(2);
        Assert.Equal(name, receiver.Taken[1].Set);
        await receiver.UntilAsync(() => amara.GetAsync(one).GetAwaiter().GetResult().Html.Contains("name=\"delivery\"", StringComparison.Ordinal));
        var delivery = Delivery().Match((await amara.GetAsync(one)).Html).Groups[1].Value;
        Assert.Contains("One delivery is sent again.", (await amara.PostAsync(one, one + "/replay", ("delivery", delivery))).Html, StringComparison.Ordinal);
        await receiver.TakesAsync(3);
        Assert.NotEqual(secret, Secret().Match((await amara.PostAsync(one, one + "/rotate")).Html).Value);

        Assert.Contains("gets no more events", (await amara.GetAsync(one + "/remove")).Html, StringComparison.Ordinal);
        await amara.PostAsync(one + "/remove", one + "/remove");
        Assert.Equal(HttpStatusCode.NotFound, (await amara.GetAsync(one)).Response.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays()
    {
        var amara = await AdministratorAsync();

        var (response, html) = await amara.PostAsync(Home + "/webhooks/new", Home + "/webhooks/new", ("name", "Typed"), ("url", "https://10.1.2.3/"), ("events", "Change Set Failed"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("id=\"url-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Typed\"", html, StringComparison.Ordinal);
        Assert.Contains("Change Set Failed</textarea>", html, StringComparison.Ordinal);
    }

    private Task<Browsing> AdministratorAsync() => hall.Hall.SignedInAsync($"amara{Interlocked.Increment(ref _people)}@example.com", "Administrator", hall.World.Management);

    [GeneratedRegex("whsec_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();

    [GeneratedRegex("/console/notifications/webhooks/webhook-[a-z2-7]{13}")]
    private static partial Regex Address();

    [GeneratedRegex("name=\"delivery\" value=\"([^\"]+)\"")]
    private static partial Regex Delivery();
}

public sealed class WebhookPagesOnSqliteTests(SqliteWebhookHall hall) : WebhookPagesTests(hall), IClassFixture<SqliteWebhookHall>;

[Trait("Ring", "Postgres")]
public sealed class WebhookPagesOnPostgresTests(PostgresWebhookHall hall) : WebhookPagesTests(hall), IClassFixture<PostgresWebhookHall>;
