using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.App.Linking;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Products;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>The product AWS account: who orders it, what is asked, and what an order keeps of that. vendor-integration.md 7, 11, 12.</summary>
public abstract partial class AccountProductTests(OrderHall hall)
{
    private const string Path = "/api/v1/vendors/aws/product";
    private const string Page = "/admin/settings/aws-account";
    private const string Form = """{"requiresPurpose":true,"terms":"Be kind.","fields":[{"id":"data-class","label":"Data class","kind":"Choice","required":true,"choices":["Public","Internal"],"tag":"data-class"},{"id":"mail","label":"Mail server","kind":"Checkbox"}]}""";
    private const string Orders = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["guildhall:OrderAccount","guildhall:ReadAccounts","guildhall:ManageLinks"],"Resource":"*"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AccountProducts Products => hall.Hall.Guildhall.AccountProducts;

    [Fact]
    public async Task M37_Buyers_order_without_publishing_until_a_manager_withdraws_it_and_managers_always()
    {
        await BeginAsync();
        var buyer = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "product-buyer", Orders);
        using var dana = await hall.Hall.SignedInAsync("dana.products@example.com", "AccountBuyer", hall.World.Developer);
        Assert.True((bool)(await buyer.GetAsync(Path)).Json["published"]!);
        Assert.Contains("href=\"/store/aws-account\"", (await dana.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);

        foreach (var change in new[] { """{"published":false}""", """{"published":true,"assistedOnly":true}""" })
        {
            await EditAsync(change);
            var refused = await buyer.PostAsync("/api/v1/accounts", new { name = "Not offered" });
            Assert.Equal((HttpStatusCode.Conflict, "not_offered"), (refused.Status, (string?)refused.Json["code"]));
            Assert.Equal(HttpStatusCode.Conflict, (await dana.GetAsync("/store/aws-account")).Response.StatusCode);
            Assert.DoesNotContain("href=\"/store/aws-account\"", (await dana.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);
            Assert.Equal(0, await hall.Hall.Terminal().RunAsync("account", "order", "--name", "By a manager"));
        }

        await BeginAsync();
        Assert.Equal(HttpStatusCode.OK, (await buyer.PostAsync("/api/v1/accounts", new { name = "Offered again" })).Status);
    }

    [Fact]
    public async Task What_the_product_asks_is_asked_at_every_door_kept_as_it_was_asked_and_set_as_a_tag()
    {
        await BeginAsync();
        await EditAsync(Form);
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "asked", "GuildhallAdministrator");
        var refused = await administrator.PostAsync("/api/v1/accounts", new { name = "Asked", purpose = "Trials", termsAccepted = true });
        Assert.Equal((HttpStatusCode.BadRequest, "fields.data-class"), (refused.Status, (string?)refused.Json["field"]));
        var unaccepted = await administrator.PostAsync("/api/v1/accounts", new { name = "Asked", purpose = "Trials", fields = new Dictionary<string, string> { ["data-class"] = "Internal" } });
        Assert.Equal((HttpStatusCode.BadRequest, "termsAccepted"), (unaccepted.Status, (string?)unaccepted.Json["field"]));
        var terminal = hall.Hall.Terminal();
        Assert.Equal(1, await terminal.RunAsync("account", "order", "--name", "Asked"));
        foreach (var sentence in new[] { "Say what the account is for.", "Accept the terms.", "Data class is required." }) Assert.Contains(sentence, terminal.Error, StringComparison.Ordinal);

        var ordered = await hall.Hall.Terminal().AnswerAsync("account", "order", "--name", "Asked by CLI", "--purpose", "Trials", "--accept-terms", "--field", "data-class=Internal", "--field", "mail=true");
        var order = await hall.EndAsync(ordered.GetProperty("orderId").GetString()!);
        Assert.Equal("Internal", (await hall.Hall.Guildhall.AccountTags.ReadAsync(OrderHall.Operator, order.Row.AccountId!, Cancellation)).Value["data-class"]);

        await EditAsync("""{"terms":null,"fields":[{"id":"data-class","label":"Sensitivity","kind":"Text"}]}""");
        var read = await administrator.GetAsync($"/api/v1/orders/{order.Row.Id}");
        Assert.Equal(("Data class", "Internal", true), ((string?)read.Json["fields"]![0]!["label"], (string?)read.Json["fields"]![0]!["value"], (bool)read.Json["termsAccepted"]!));
        using var amara = await hall.Hall.SignedInAsync("amara.products@example.com", "Administrator", hall.World.Management);
        var shown = (await amara.GetAsync("/store/orders/" + order.Row.Id)).Html;
        foreach (var told in new[] { "<dt>Data class</dt><dd>Internal</dd>", "<dt>Mail server</dt><dd>Yes</dd>", "Be kind." }) Assert.Contains(told, shown, StringComparison.Ordinal);
        var lines = (await amara.GetAsync("/store/accounts.csv?q=Asked%20by")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("Purpose,Monthly budget,Data class,Mail server", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Trials,,Internal,Yes", lines[1], StringComparison.Ordinal);
        await BeginAsync();
    }

    [Fact]
    public async Task The_checkout_keeps_what_was_typed_reviews_it_and_tells_of_a_form_that_changed()
    {
        await BeginAsync();
        await EditAsync(Form);
        const string Checkout = "/store/aws-account";
        using var amara = await hall.Hall.SignedInAsync("amara.fields@example.com", "Administrator", hall.World.Management);
        var (_, empty) = await amara.GetAsync(Checkout);
        (string, string)[] typed = [("name", "Typed"), ("purpose", "Trials"), ("field-data-class", "Internal"), ("client-key", "fields-1"), ("form", FormIn(empty))];
        var (bad, unaccepted) = await amara.PostAsync(Checkout, Checkout, [.. typed, ("go", "review")]);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("id=\"terms-error\"", unaccepted, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Internal\" selected", unaccepted, StringComparison.Ordinal);
        var (_, missing) = await amara.PostAsync(Checkout, Checkout, [.. typed[..2], ("go", "review")]);
        Assert.Contains("id=\"field-data-class-error\"", missing, StringComparison.Ordinal);

        typed = [.. typed, ("terms", "accepted"), ("field-mail", "true")];
        var (_, review) = await amara.PostAsync(Checkout, Checkout, [.. typed, ("go", "review")]);
        foreach (var told in new[] { "<dt>Data class</dt><dd>Internal</dd>", "<dt>Mail server</dt><dd>Yes</dd>", "<dt>Terms</dt><dd>Accepted</dd>", "name=\"field-data-class\" value=\"Internal\"" }) Assert.Contains(told, review, StringComparison.Ordinal);

        await EditAsync("""{"terms":"Be kinder."}""");
        var (stale, changed) = await amara.PostAsync(Checkout, Checkout, [.. typed, ("go", "order")]);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        foreach (var told in new[] { "What is asked for an account has changed meanwhile.", "Be kinder.", "value=\"Typed\"" }) Assert.Contains(told, changed, StringComparison.Ordinal);
        typed[4] = ("form", FormIn(changed));
        var (placed, _) = await amara.PostAsync(Checkout, Checkout, [.. typed, ("go", "order")]);
        var order = await hall.EndAsync(placed.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1]);
        Assert.Equal(("Be kinder.", "Internal"), (order.Form.Terms, order.Form.Answers[0].Value));

        var old = await (await hall.Hall.CallerAsync(hall.World.Management, "stale", "GuildhallAdministrator")).PostAsync("/api/v1/accounts", new { name = "Stale", form = "0000" });
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), (old.Status, (string?)old.Json["code"]));
        await BeginAsync();
    }

    [Fact]
    public async Task A_company_gets_no_more_accounts_than_its_limit_however_many_order_at_once()
    {
        await BeginAsync();
        await EditAsync("""{"mostAccounts":3,"onlyCompanies":true,"companies":[{"name":"Limited"},{"name":"Other"}]}""");
        var wish = new OrderWish(new AccountOrder { Name = "Counted", Company = "limited " });
        var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hall.Orders.OrderAsync(OrderHall.Operator, wish, Cancellation)));
        Assert.Equal(3, placed.Count(p => !p.Refused));
        Assert.All(placed.Where(p => p.Refused), p => Assert.Equal(ProductRules.LimitReached, Assert.Single(p.Problems).Code));
        Assert.All(placed.Where(p => !p.Refused), p => Assert.Equal("Limited", p.Value.Form.Company));
        Assert.Equal("Company", Assert.Single((await hall.Orders.OrderAsync(OrderHall.Operator, OrderHall.Wish("None"), Cancellation)).Problems).Member);
        foreach (var order in placed.Where(p => !p.Refused)) await hall.EndAsync(order.Value.Row.Id);
        Assert.True((await hall.Orders.OrderAsync(OrderHall.Operator, wish, Cancellation)).Refused);
        await BeginAsync();
    }

    [Fact]
    public async Task Section7_The_checkout_goes_before_the_company_the_company_before_the_product_and_the_product_before_the_default()
    {
        await BeginAsync();
        await using var db = hall.Hall.Guildhall.Database.Open();
        var known = await db.Links.AsNoTracking().SingleAsync(l => l.AccountId == hall.World.Management, Cancellation);
        await using (var twins = hall.Hall.Guildhall.Database.Open())
        {
            foreach (var (id, account) in new[] { ("link-birch", "100000000001"), ("link-own", "100000000002") })
                twins.Add(new LinkRow { Id = id, AccountId = account, TenantId = known.TenantId, Name = id, Region = known.Region, Mode = known.Mode, AccessKeyId = known.AccessKeyId, EncryptedSecret = known.EncryptedSecret, State = "Active", EmailPattern = known.EmailPattern, Settings = known.Settings, CreatedAt = known.CreatedAt, CreatedBy = known.CreatedBy, UpdatedAt = known.UpdatedAt, UpdatedBy = known.UpdatedBy, LeaseUntil = known.CreatedAt.AddYears(1), TagsDue = known.CreatedAt.AddYears(1) });
            await twins.SaveChangesAsync(Cancellation);
        }

        await db.Links.Where(l => l.Id == known.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.IsDefault, true), Cancellation);
        await EditAsync("""{"companies":[{"name":"Birch","organization":"link-birch"}],"organization":"link-own"}""");
        Assert.Equal("link-birch", await WhereAsync(new AccountOrder { Name = "A", Company = "birch" }));
        Assert.Equal("link-own", await WhereAsync(new AccountOrder { Name = "A", Company = "Cedar" }));
        Assert.Equal(known.Id, await WhereAsync(new AccountOrder { Name = "A", Company = "Birch" }, known.Name));
        await EditAsync("""{"companies":[],"organization":null}""");
        Assert.Equal(known.Id, await WhereAsync(new AccountOrder { Name = "A", Company = "Birch" }));
        await EditAsync("""{"organizations":["link-own"]}""");
        Assert.Equal("link-own", await WhereAsync(new AccountOrder { Name = "A" }));
        Assert.Null(await WhereAsync(new AccountOrder { Name = "A" }, known.Name));
        Assert.Equal("organizations", Assert.Single((await TryAsync("""{"organizations":["nobody"]}""")).Problems).Member!.ToLowerInvariant());
        await db.Links.Where(l => l.Id == "link-own").ExecuteUpdateAsync(l => l.SetProperty(x => x.State, LinkStates.Removed), Cancellation);
        await EditAsync("""{"published":false}""");
        Assert.True((await TryAsync("""{"organization":"link-own","companies":[{"name":"Birch","organization":"nobody"}]}""")).Refused);
        await EditAsync("""{"organizations":[]}""");
        Assert.Equal("organizations", Assert.Single((await TryAsync("""{"organizations":["link-own"]}""")).Problems).Member!.ToLowerInvariant());

        await BeginAsync();
        await db.Links.Where(l => l.Id == "link-birch" || l.Id == "link-own").ExecuteDeleteAsync(Cancellation);
        await db.Links.Where(l => l.Id == known.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.IsDefault, known.IsDefault), Cancellation);

        async Task<string?> WhereAsync(AccountOrder form, string? chosen = null) => (await hall.Orders.ReviewAsync(OrderHall.Operator, new OrderWish(form, chosen), Cancellation)).Link?.Id;
    }

    [Fact]
    public async Task Orders_of_buyers_wait_where_the_product_says_so()
    {
        await BeginAsync();
        await EditAsync("""{"needsApproval":true}""");
        var buyer = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "product-waits", Orders);
        Assert.Equal("AwaitingApproval", (await buyer.PostAsync("/api/v1/accounts", new { name = "Waits" })).Text("state"));
        Assert.NotEqual(OrderState.AwaitingApproval, (await hall.OrderAsync(OrderHall.Wish("Does not"))).State);
        await BeginAsync();
    }

    [Fact]
    public async Task The_manager_edits_the_product_and_is_told_what_somebody_else_changed()
    {
        await BeginAsync();
        using var maya = await hall.Hall.SignedInAsync("maya.products@example.com", "MarketplaceManager", "");
        var (_, first) = await maya.GetAsync(Page);
        var version = Version().Match(first).Groups[1].Value;
        (string, string)[] typed = [("name", "Cloud account"), ("version", version), ("required", "budget"), ("f0-label", "Data class"), ("f0-id", "data-class"), ("f0-kind", "Choice"), ("f0-choices", "Public\nInternal"), ("f0-required", "on"), ("f0-tag", "guildhall:x")];
        var (_, more) = await maya.PostAsync(Page, Page, [.. typed, ("go", "more")]);
        Assert.Contains("name=\"f1-label\"", more, StringComparison.Ordinal);
        Assert.Contains("value=\"Cloud account\"", more, StringComparison.Ordinal);
        var (bad, wrong) = await maya.PostAsync(Page, Page, [.. typed, ("go", "save")]);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("Tags that begin with guildhall: are Guildhall&#x27;s own.", wrong, StringComparison.Ordinal);
        typed[^1] = ("f0-tag", "data-class");
        var (_, saved) = await maya.PostAsync(Page, Page, [.. typed, ("go", "save")]);
        Assert.Contains("<h1>Cloud account</h1>", saved, StringComparison.Ordinal);
        var product = (await Products.ReadAsync(Cancellation)).Product;
        Assert.Equal(("data-class", true, true), (product.Fields[0].Tag, product.RequiresBudget, product.Published));

        var (late, told) = await maya.PostAsync(Page, Page, [.. typed, ("seen", "AWS account"), ("go", "save")]);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("<del>AWS account</del> Cloud account", told, StringComparison.Ordinal);
        Assert.Contains("Draft", (await maya.PostAsync(Page, Page + "/withdraw")).Html, StringComparison.Ordinal);
        Assert.Contains("For sale", (await maya.PostAsync(Page, Page + "/publish")).Html, StringComparison.Ordinal);
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.True(await db.Audit.CountAsync(r => r.EventName == "EditAccountProduct", Cancellation) >= 3);
        await BeginAsync();
    }

    [Fact]
    public async Task The_own_API_changes_it_by_its_version_and_only_for_the_marketplace_manager()
    {
        await BeginAsync();
        var manager = await hall.Hall.CallerAsync(hall.World.Management, "product-manager", "GuildhallManager");
        var first = await manager.GetAsync(Path);
        var changed = await manager.SendAsync(HttpMethod.Patch, Path, """{"name":"Landing zone","mostAccounts":7}""", first.ETag);
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
        Assert.Equal(("Landing zone", 7), ((string?)changed.Json["name"], (int)changed.Json["mostAccounts"]!));
        var late = await manager.SendAsync(HttpMethod.Patch, Path, """{"name":"Late"}""", first.ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), (late.Status, (string?)late.Json["code"]));
        foreach (var (body, code, field) in new[]
        {
            ("""{"colour":"red"}""", "field_not_editable", "colour"), ("""{"mostAccounts":0}""", "invalid_field", "mostAccounts"), ("""{"published":"yes"}""", "invalid_field", null), ("""{"fields":[{"id":"a"}]}""", "invalid_field", null),
            ("""{"organizations":[null]}""", "invalid_field", null), ("""{"companies":[null]}""", "invalid_field", null), ("""{"fields":[null]}""", "invalid_field", null),
            ("""{"fields":[{"id":"a","label":"A","kind":"Choice","choices":[null],"tag":"a"}]}""", "invalid_field", null), ("""{"fields":[{"id":"a","label":"A","kind":7}]}""", "invalid_field", "fields"),
        })
        {
            var refused = await manager.SendAsync(HttpMethod.Patch, Path, body);
            Assert.Equal((HttpStatusCode.BadRequest, code, field), (refused.Status, (string?)refused.Json["code"], (string?)refused.Json["field"]));
        }

        var member = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "product-member", Orders);
        Assert.Equal(HttpStatusCode.NotFound, (await member.SendAsync(HttpMethod.Patch, Path, """{"name":"Mine"}""")).Status);
        var seen = await member.GetAsync(Path);
        Assert.Equal((HttpStatusCode.OK, "Landing zone"), (seen.Status, (string?)seen.Json["name"]));
        Assert.DoesNotContain("mostAccounts", seen.Body, StringComparison.Ordinal);
        var shown = await hall.Hall.Terminal().AnswerAsync("product", "show");
        Assert.Equal("Landing zone", shown.GetProperty("name").GetString());
        Assert.False((await hall.Hall.Terminal().AnswerAsync("product", "withdraw")).GetProperty("published").GetBoolean());
        Assert.True((await hall.Hall.Terminal().AnswerAsync("product", "publish")).GetProperty("published").GetBoolean());
        await BeginAsync();
    }

    /// <summary>The product that everybody begins with.</summary>
    private async Task BeginAsync() => Assert.False((await Products.ChangeAsync(OrderHall.Operator, _ => new AccountProduct(), null, Cancellation)).Refused);

    private async Task EditAsync(string change)
    {
        var changed = await TryAsync(change);
        Assert.False(changed.Refused, changed.Refused ? changed.Problems[0].Message : "");
    }

    private Task<Result<OfferedProduct>> TryAsync(string change) => Products.ChangeAsync(OrderHall.Operator, now => ProductDocument.Merge(now, JsonElement.Parse(change)), null, Cancellation);

    private static string FormIn(string html) => FormMark().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("name=\"form\" value=\"([0-9a-f]+)\"")]
    private static partial Regex FormMark();
}

public sealed class AccountProductOnSqliteTests(SqliteOrderHall hall) : AccountProductTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class AccountProductOnPostgresTests(PostgresOrderHall hall) : AccountProductTests(hall), IClassFixture<PostgresOrderHall>;
