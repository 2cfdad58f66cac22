using System.Net;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Ordering by the pages and by the own API. vendor-integration.md 12, 17.</summary>
public abstract partial class CheckoutTests(OrderHall hall)
{
    [Fact]
    public async Task M37_An_administrator_orders_on_the_pages_follows_the_progress_and_finds_the_account_in_the_lists()
    {
        using var amara = await hall.Hall.SignedInAsync("amara@example.com", "Administrator", hall.World.Management);
        (string, string)[] typed =
        [
            ("name", "Lab"), ("purpose", "Trials"), ("client-key", "page-1"), ("alias", "lab-by-page"), ("contact-name", "Ola Nordmann"), ("contact-title", "Owner"),
            ("contact-email", "ola@example.com"), ("contact-phone", "+47 22 22 22 22"),
        ];
        var (_, wrong) = await amara.PostAsync("/store/aws-account", "/store/aws-account", [("name", "Läb"), ("purpose", "Trials"), ("go", "review")]);
        Assert.Contains("Use 1–50 plain ASCII characters.", WebUtility.HtmlDecode(wrong), StringComparison.Ordinal);
        Assert.Contains("Trials", wrong, StringComparison.Ordinal);
        var (_, unit) = await amara.PostAsync("/store/aws-account", "/store/aws-account", [.. typed, ("parent", "ou-none-12345678"), ("budget", "much"), ("go", "review")]);
        Assert.Contains("The organization has no unit ou-none-12345678.", unit, StringComparison.Ordinal);
        Assert.Contains("A budget is a number such as 250 or 99.50.", unit, StringComparison.Ordinal);
        var (_, review) = await amara.PostAsync("/store/aws-account", "/store/aws-account", [.. typed, ("go", "review")]);
        Assert.Contains("aws+%s@acme.example", WebUtility.HtmlDecode(review), StringComparison.Ordinal);
        Assert.Contains("The account is billed from the day AWS creates it.", review, StringComparison.Ordinal);

        var (_, half) = await amara.PostAsync("/store/aws-account", "/store/aws-account", [.. typed[..2], ("alias", "-lab"), ("contact-name", "Ola"), ("go", "review")]);
        foreach (var wrongs in new[] { "id=\"alias-error\"", "href=\"#contact\"", "id=\"contact-error\"" }) Assert.Contains(wrongs, half, StringComparison.Ordinal);

        var first = await amara.PostAsync("/store/aws-account", "/store/aws-account", [.. typed, ("go", "order")]);
        var second = await amara.PostAsync("/store/aws-account", "/store/aws-account", [.. typed, ("go", "order")]);
        var address = first.Response.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.Equal(address, second.Response.RequestMessage!.RequestUri!.AbsolutePath);
        var order = await hall.EndAsync(address.Split('/')[^1]);
        Assert.Equal(OrderState.Active, order.State);
        Assert.Equal(("lab-by-page", "+47 22 22 22 22"), (order.Form.Alias, order.Form.Contact?.Phone));
        Assert.Contains("Active", (await amara.GetAsync(address)).Html, StringComparison.Ordinal);
        Assert.Contains("Lab", (await amara.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);
        Assert.Contains(address, (await amara.GetAsync("/admin/accounts?q=Lab")).Html, StringComparison.Ordinal);
        Assert.Matches(AccountLine(), (await amara.GetAsync("/admin/accounts.csv?q=Lab")).Html);
        Assert.Single(await hall.AccountsAsync("Lab"));
    }

    [Fact]
    public async Task Orders_and_accounts_are_sought_sorted_by_column_shown_in_parts_and_exported()
    {
        using var maya = await hall.Hall.SignedInAsync("maya@example.com", "MarketplaceManager", "");
        var (older, newer) = (await hall.OrderAsync(OrderHall.Wish("Sorted B")), await hall.OrderAsync(OrderHall.Wish("Sorted A")));
        var account = (await hall.EndAsync(newer.Row.Id)).Row.AccountId!;
        await hall.EndAsync(older.Row.Id);
        var grouped = $"{account[..4]}-{account[4..8]}-{account[8..]}";

        Assert.Equal(["Sorted A", "Sorted B"], NamesIn((await maya.GetAsync("/store/accounts?q=sorted")).Html));
        Assert.Equal(["Sorted B", "Sorted A"], NamesIn((await maya.GetAsync("/store/accounts?q=sorted&sort=name&order=down")).Html));
        Assert.Equal(["Sorted B", "Sorted A"], NamesIn((await maya.GetAsync("/admin/accounts?q=sorted&sort=name&order=down")).Html));
        foreach (var (list, other) in new[] { ("/store/accounts", "failed"), ("/admin/accounts", "suspended") })
        {
            var (_, html) = await maya.GetAsync($"{list}?q={grouped}&skip=5000");
            Assert.Equal(["Sorted A"], NamesIn(html));
            Assert.Contains("1 to 1 of 1", html, StringComparison.Ordinal);
            Assert.Contains($"data-copy=\"{account}\"", html, StringComparison.Ordinal);
            Assert.Contains("name=\"table\"", html, StringComparison.Ordinal);
            Assert.Empty(NamesIn((await maya.GetAsync($"{list}?q=sorted&state={other}")).Html));
            var lines = (await maya.GetAsync($"{list}.csv?q=sorted&sort=name&order=down")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(["Sorted B", "Sorted A"], lines.Skip(1).Select(line => SortedName().Match(line).Value));
        }
    }

    [Fact]
    public async Task A_buyer_without_the_right_orders_nothing_and_sees_nothing()
    {
        using var dana = await hall.Hall.SignedInAsync("dana@example.com", "Buyer", hall.World.Developer);
        foreach (var page in new[] { "/store/aws-account", "/store/accounts", "/admin/accounts" })
            Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync(page)).Response.StatusCode);
        Assert.DoesNotContain("AWS accounts", (await dana.GetAsync("/")).Html, StringComparison.Ordinal);
        var buyer = await hall.Hall.BuyerAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.PostAsync("/api/v1/accounts", new { name = "No" })).Status);
    }

    [Fact]
    public async Task Who_may_order_and_not_read_orders_and_cancels_with_an_answer()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"guildhall:OrderAccount","Resource":"*"}]}""";
        var buyer = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "orders-only", Policy);
        var ordered = await buyer.PostAsync("/api/v1/accounts", new { name = "Blind" });
        Assert.True(ordered.Status == HttpStatusCode.OK, ordered.Body);
        var id = (string)ordered.Json["orderId"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync($"/api/v1/orders/{id}")).Status);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
        Assert.Equal(HttpStatusCode.Conflict, (await buyer.PostAsync($"/api/v1/orders/{id}/cancel", new { })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await buyer.PostAsync($"/api/v1/orders/{id}/retry", new { })).Status);
    }

    [Fact]
    public async Task A_buyer_reads_the_title_of_the_experience_that_governs_an_account_and_never_its_name_nor_the_whole_address()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["guildhall:OrderAccount","guildhall:ReadAccounts"],"Resource":"*"}]}""";
        var (buyer, administrator) = (await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "reads-accounts", Policy), await hall.Hall.AdministratorAsync());
        var ordered = await buyer.PostAsync("/api/v1/accounts", new { name = "Governed" });
        Assert.True(ordered.Status == HttpStatusCode.OK, ordered.Body);
        var id = (await hall.EndAsync((string)ordered.Json["orderId"]!)).Row.AccountId!;
        var experience = await administrator.ExperienceAsync("Project Osprey", [id], [HallWorld.A]);
        Assert.Equal("your organization's private marketplace", await GovernorAsync(buyer));

        await administrator.RunAsync(HallCaller.Change("CreateBrandingSettings", experience, new { Name = "Look", Configuration = new { Title = "Acme tools", Information = "Ask the platform team.", ThemeColor = "#205030" } }));
        Assert.Equal("Acme tools", await GovernorAsync(buyer));
        Assert.DoesNotContain("Osprey", (await buyer.GetAsync("/api/v1/accounts?text=Governed")).Body, StringComparison.Ordinal);
        Assert.Equal("Project Osprey", await GovernorAsync(administrator));

        var email = (string)(await administrator.GetAsync($"/api/v1/accounts/{id}")).Json["email"]!;
        Assert.Equal($"{email[..8]}…@acme.example", (string?)(await buyer.GetAsync($"/api/v1/accounts/{id}")).Json["email"]);
        var sought = $"/api/v1/accounts?text={Uri.EscapeDataString(email)}";
        Assert.Equal((1, 0), ((int)(await administrator.GetAsync(sought)).Json["total"]!, (int)(await buyer.GetAsync(sought)).Json["total"]!));

        async Task<string?> GovernorAsync(HallCaller caller) => (string?)(await caller.GetAsync($"/api/v1/accounts/{id}")).Json["experience"];
    }

    [Fact]
    public async Task The_own_API_orders_once_for_a_key_and_tells_what_is_wrong_by_its_field()
    {
        var administrator = await hall.Hall.AdministratorAsync();
        var ordered = await administrator.PostAsync("/api/v1/accounts", new { name = "By API", company = "Birch" });
        Assert.True(ordered.Status == HttpStatusCode.OK, ordered.Body);
        var id = (string)ordered.Json["orderId"]!;
        var order = await hall.EndAsync(id);
        Assert.Equal(OrderState.Active, order.State);
        var read = await administrator.GetAsync($"/api/v1/orders/{id}");
        Assert.Equal(("Active", order.Row.AccountId), ((string?)read.Json["state"], (string?)read.Json["accountId"]));
        var account = await administrator.GetAsync($"/api/v1/accounts/{order.Row.AccountId}");
        Assert.Equal(("By API", "Birch", id), ((string?)account.Json["name"], (string?)account.Json["company"], (string?)account.Json["orderId"]));
        Assert.Equal(1, (int)(await administrator.GetAsync("/api/v1/accounts?text=By%20API")).Json["total"]!);

        var refused = await administrator.PostAsync("/api/v1/accounts", new { name = "" });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_field", "name"), (refused.Status, (string?)refused.Json["code"], (string?)refused.Json["field"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync("/api/v1/accounts", new { name = "A", colour = "red" })).Status);
        var half = await administrator.PostAsync("/api/v1/accounts", new { name = "A", contact = new { name = "y" } });
        Assert.Equal((HttpStatusCode.BadRequest, "contact"), (half.Status, (string?)half.Json["field"]));
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync($"/api/v1/orders/{id}/cancel", new { })).Status);
        var none = await administrator.GetAsync("/api/v1/orders/order-none");
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (none.Status, (string?)none.Json["code"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync("/api/v1/accounts", new { name = "A", email = "a\0b@acme.example" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.GetAsync("/api/v1/orders?after=%00")).Status);
        foreach (var cursor in new[] { "order-none", $"{id}&after={id}" })
        {
            var page = await administrator.GetAsync($"/api/v1/orders?after={cursor}");
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_field", "after"), (page.Status, (string?)page.Json["code"], (string?)page.Json["field"]));
        }

        Assert.DoesNotContain(id, (await administrator.GetAsync($"/api/v1/orders?after={id}")).Body, StringComparison.Ordinal);

        await hall.StateAsync("Paused");
        var paused = await administrator.PostAsync("/api/v1/accounts", new { name = "A" });
        await hall.StateAsync("Active");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "organization_paused"), (paused.Status, (string?)paused.Json["code"]));
    }

    [Fact]
    public async Task The_command_line_orders_and_waits()
    {
        var terminal = hall.Hall.Terminal();
        terminal.Environment["GUILDHALL_ORDER_POLL"] = "1s";
        var answer = await terminal.AnswerAsync("account", "order", "--name", "By command", "--client-key", "cli-1", "--alias", "by-command", "--wait");
        Assert.Equal("Active", answer.GetProperty("state").GetString());
        var again = await terminal.AnswerAsync("account", "order", "--name", "By command", "--client-key", "cli-1");
        Assert.Equal(answer.GetProperty("orderId").GetString(), again.GetProperty("orderId").GetString());
        Assert.Equal(answer.GetProperty("email").GetString(), (await terminal.AnswerAsync("account", "show", answer.GetProperty("accountId").GetString()!)).GetProperty("email").GetString());
        Assert.Equal(1, await terminal.RunAsync("account", "order", "--name", "x", "--organization", "nobody"));
        Assert.Equal("No linked organization is called nobody.", terminal.Line);
        Assert.Single(await hall.AccountsAsync("By command"));
        Assert.Equal("by-command", (await hall.RestAsync(answer.GetProperty("accountId").GetString()!)).Known!.Alias);
        Assert.Equal(1, await terminal.RunAsync("account", "order", "--name", "x", "--contact-name", "Ola"));
        Assert.Equal("AWS wants name, title, e-mail and phone of a contact, or no contact.", terminal.Line);
    }

    [Fact]
    public async Task S23_An_administrator_of_another_organization_sees_no_order()
    {
        var ordered = await hall.OrderAsync(OrderHall.Wish("Private"));
        var stranger = OrderReach.Of(new(new(hall.World.Standalone), "stranger", "AKIASTRANGER00000000", Role.Compile(["Administrator"])), hall.Hall.Guildhall.Marketplaces, "test");
        Assert.True((await hall.Hall.Guildhall.Orders.FindAsync(stranger, ordered.Row.Id, TestContext.Current.CancellationToken)).Refused);
        Assert.Empty((await hall.Hall.Guildhall.Orders.ListAsync(stranger, new OrderFilter(), TestContext.Current.CancellationToken)).Value.Orders);
        Assert.True((await hall.Orders.OrderAsync(stranger, OrderHall.Wish("Mine"), TestContext.Current.CancellationToken)).Refused);
    }

    /// <summary>The first cells of the rows, those of the test's own.</summary>
    private static IEnumerable<string> NamesIn(string html) => html.Split("<th scope=\"row\">").Skip(1).Select(row => SortedName().Match(row.Split("</th>")[0]).Value);

    [GeneratedRegex("Sorted [AB]", RegexOptions.None, 1_000)]
    private static partial Regex SortedName();

    [GeneratedRegex(@"\d{12},Lab,.*Created", RegexOptions.None, 1_000)]
    private static partial Regex AccountLine();
}

public sealed class CheckoutOnSqliteTests(SqliteOrderHall hall) : CheckoutTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class CheckoutOnPostgresTests(PostgresOrderHall hall) : CheckoutTests(hall), IClassFixture<PostgresOrderHall>;
