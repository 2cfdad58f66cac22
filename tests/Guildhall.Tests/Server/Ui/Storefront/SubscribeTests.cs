using System.Net;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;
using Guildhall.Tests.Server.Search;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>From a product's page to an agreement, without a browser and without script. storefront-and-procurement.md D.2, D.3, B.10; M-40 to M-42.</summary>
public abstract class SubscribeTests(Buyers people)
{
    private const string OwnRecord = "Guildhall's own record and entitlement. Nothing is bought at AWS by it.";

    [Fact]
    public async Task M40_M42_A_contract_is_chosen_reviewed_and_made_and_what_it_is_stands_on_every_page_of_the_way()
    {
        Assert.Contains($"<a class=\"button primary\" href=\"/products/{SearchHall.Shield}/subscribe\">View purchase options</a>", await people.Dana.HtmlAsync("/products/" + SearchHall.Shield), StringComparison.Ordinal);
        var choices = await people.Dana.HtmlAsync(Purchases.Page(SearchHall.Shield));
        foreach (var part in new[] { "120.00 USD", "12 months", "Standard contract", "you agree to these terms", "Renew automatically", "Purchase order number", "Developer", OwnRecord })
            Assert.Contains(part, choices, StringComparison.Ordinal);

        var (reviewed, review) = await people.Dana.ReviewAsync(SearchHall.Shield, "", ("quantity-0", "3"), ("renew", "on"), ("order", "PO-7"));
        Assert.Equal(HttpStatusCode.OK, reviewed.StatusCode);
        foreach (var part in new[] { "<h1>Review</h1>", "360.00 USD", "when you accept", "Create contract", "Approved in Acme tools", "PO-7", OwnRecord }) Assert.Contains(part, review, StringComparison.Ordinal);

        var (accepted, bought) = await people.Dana.AcceptAsync(SearchHall.Shield, review);
        var path = accepted.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.Contains("Subscribed.", bought, StringComparison.Ordinal);
        var page = await people.Dana.UntilAsync(path, "Entitled");
        foreach (var part in new[] { "<h1>Northwind Web Shield</h1>", "360.00 USD", "PO-7", "Acme tools", "Approved", "Users", ">3<", OwnRecord }) Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("every 2s", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{path}\">agreement", await people.Dana.HtmlAsync("/products/" + SearchHall.Shield), StringComparison.Ordinal);
    }

    [Fact]
    public async Task M41_What_is_not_approved_has_no_form_but_the_reason_the_experiences_title_and_the_way_to_ask()
    {
        var product = await people.Dana.HtmlAsync("/products/" + SearchHall.Meter);
        Assert.Contains("<button type=\"button\" class=\"button\" disabled aria-describedby=\"obstacle\">Subscribe</button>", product, StringComparison.Ordinal);
        Assert.Contains("Buying needs approval.", product, StringComparison.Ordinal);

        var page = await people.Dana.HtmlAsync(Purchases.Page(SearchHall.Meter));

        Assert.Contains("Not approved in <em>Acme tools</em>.", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/requests/new?product={SearchHall.Meter}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"{Purchases.Page(SearchHall.Meter)}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M41_Who_posts_all_the_same_is_refused_by_the_gate_and_nothing_is_made()
    {
        var before = await people.AgreementsAsync();
        var form = await people.Dana.FormAsync(Purchases.Guide);

        var (response, html) = await (form with { Action = Purchases.Page(SearchHall.Meter) }).With(("offer", "offer-meter"), ("proposal", ""), ("way", ""), ("go", "review")).SendAsync(people.Dana);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("The private marketplace refused this purchase. Nothing was bought.", html, StringComparison.Ordinal);
        Assert.Contains("Not approved in <em>Acme tools</em>.", html, StringComparison.Ordinal);
        Assert.Equal(before, await people.AgreementsAsync());
    }

    [Fact]
    public async Task M41_Approval_withdrawn_between_review_and_acceptance_is_asked_for_again_and_nothing_is_half_done()
    {
        await people.Hall.ApproveAsync(SearchHall.Meter);
        var (_, review) = await people.Dana.ReviewAsync(SearchHall.Meter, "");
        await people.Hall.DenyAsync(SearchHall.Meter);
        var before = await people.AgreementsAsync();

        var (response, html) = await people.Dana.AcceptAsync(SearchHall.Meter, review);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("The private marketplace refused this purchase. Nothing was bought.", html, StringComparison.Ordinal);
        Assert.Contains("Not approved in <em>Acme tools</em>.", html, StringComparison.Ordinal);
        Assert.Equal(before, await people.AgreementsAsync());
        await people.Hall.ApproveAsync(SearchHall.Meter);
        Assert.Contains("/subscriptions/agmt-", (await people.Dana.AcceptAsync(SearchHall.Meter, review)).Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        await people.Hall.DenyAsync(SearchHall.Meter);
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_quote_and_one_agreement()
    {
        var form = (await people.Dana.FormAsync(Purchases.Crew, "?offer=offer-crew")).With(("duration", "P12M"), ("quantity-0", "2"), ("go", "review"));
        var (first, second) = (PageForm.In((await form.SendAsync(people.Dana)).Html, form.Action), PageForm.In((await form.SendAsync(people.Dana)).Html, form.Action));
        Assert.Equal(first["quote"], second["quote"]);

        var sent = await Task.WhenAll(first.With(("go", "buy")).SendAsync(people.Dana), second.With(("go", "buy")).SendAsync(people.Dana));

        Assert.Single(sent.Select(s => s.Response.RequestMessage!.RequestUri!.AbsolutePath).Distinct(StringComparer.Ordinal));
        Assert.Contains("240.00 USD", sent[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_are_chosen_from_the_private_one_first_and_those_of_others_and_of_the_past_are_not_there()
    {
        var html = await people.Dana.HtmlAsync(Purchases.Page(Purchases.Crew));
        Assert.True(html.IndexOf("Crew for Dana", StringComparison.Ordinal) < html.IndexOf("offer-crew\"", StringComparison.Ordinal));
        Assert.Contains("Private offer", html, StringComparison.Ordinal);
        Assert.DoesNotContain("offer-crew-other", html, StringComparison.Ordinal);
        Assert.DoesNotContain("offer-crew-over", html, StringComparison.Ordinal);
        // A private offer never renews by itself, and what was negotiated is paid by instalments.
        foreach (var renewal in new[] { "Renew automatically", "May renew" }) Assert.DoesNotContain(renewal, html, StringComparison.Ordinal);
        Assert.Contains("400.00 USD on 2098-01-01", html, StringComparison.Ordinal);
        Assert.Contains("Accept contract", (await people.Dana.ReviewAsync(Purchases.Crew, "")).Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await people.Dana.Visitor.GetAsync(Purchases.Page(Purchases.Crew) + "?offer=offer-crew-other")).Response.StatusCode);
        var form = await people.Dana.FormAsync(Purchases.Crew);
        Assert.Equal(HttpStatusCode.NotFound, (await form.With(("offer", "offer-crew-other"), ("go", "review")).SendAsync(people.Dana)).Response.StatusCode);
        Assert.DoesNotContain("<h1>Review</h1>", (await form.With(("offer", "offer-crew-over"), ("go", "review")).SendAsync(people.Dana)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_total_follows_the_choices_with_a_button_and_by_the_address_that_the_script_asks()
    {
        Assert.Contains("<p class=\"big\">309.00 USD</p>", await people.Dana.HtmlAsync(Purchases.Page(Purchases.Crew) + "?offer=offer-crew&duration=P1M&quantity-0=24&quantity-1=6"), StringComparison.Ordinal);
        var form = await people.Dana.FormAsync(Purchases.Crew, "?offer=offer-crew");
        var (calculated, html) = await form.With(("duration", "P12M"), ("quantity-1", "2"), ("go", "calculate")).SendAsync(people.Dana);
        Assert.Equal(HttpStatusCode.OK, calculated.StatusCode);
        Assert.Contains("<p class=\"big\">70.00 USD</p>", html, StringComparison.Ordinal);
        Assert.Contains("name=\"duration\" value=\"P12M\" checked", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", "must be a whole number")]
    [InlineData("1.5", "must be a whole number")]
    [InlineData("99999999999", "must be a whole number")]
    [InlineData("many", "must be a whole number")]
    [InlineData("", "At least one quantity must be more than 0.")]
    [InlineData("0", "At least one quantity must be more than 0.")]
    public async Task A_quantity_that_is_none_is_told_at_its_field_and_nothing_is_made(string quantity, string told)
    {
        var before = await people.AgreementsAsync();
        var (response, html) = await people.Dana.ReviewAsync(Purchases.Crew, "?offer=offer-crew", ("duration", "P12M"), ("quantity-0", quantity), ("order", "PO-1"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(told, html, StringComparison.Ordinal);
        Assert.Contains("value=\"PO-1\"", html, StringComparison.Ordinal);
        if (quantity.Length > 0) Assert.Contains($"value=\"{quantity}\"", html, StringComparison.Ordinal);
        Assert.Equal(before, await people.AgreementsAsync());
    }

    [Theory]
    [InlineData("duration", "P13M")]
    [InlineData("order", "LONG")]
    [InlineData("way", "term-of-nobody")]
    [InlineData("quantity-0", "2147483647")]
    public async Task A_choice_that_nobody_offered_is_a_sentence_and_no_fault(string field, string value)
    {
        var (response, html) = await people.Dana.ReviewAsync(Purchases.Crew, "?offer=offer-crew", [.. new[] { ("duration", "P12M"), ("quantity-0", "1") }.Where(f => f.Item1 != field), (field, value == "LONG" ? new string('9', 201) : value)]);

        if (field is "way" or "quantity-0") Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        else Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("Something went wrong", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_changed_by_the_seller_are_told_with_what_changed_and_what_was_typed_is_kept()
    {
        const string offer = """
            {"kind":"header","format":"guildhall-catalog/1","source":"search","mode":"merge"}
            {"kind":"product","id":"prod-shift00000000","type":"SaaSProduct","title":"Shift","seller":"seller-south","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS"}],"dimensions":[{"key":"seats","name":"Seats","unit":"Users","types":["Entitled"]}]}
            {"kind":"offer","id":"offer-shift","product":"prod-shift00000000","name":"Shift","state":"Released","buyerAccounts":[],"terms":[{"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"seats":"120.00"}}]}]}
            """;
        const string product = "prod-shift00000000";
        await people.Hall.OfferAsync(offer);
        await people.Hall.ApproveAsync(product);
        var form = await people.Dana.FormAsync(product);
        await people.Hall.OfferAsync(offer.Replace("120.00", "140.00", StringComparison.Ordinal));

        var (response, html) = await form.With(("quantity-0", "5"), ("go", "review")).SendAsync(people.Dana);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Seats, 12 months: 140.00 USD, was 120.00 USD", html, StringComparison.Ordinal);
        Assert.Contains("value=\"5\"", html, StringComparison.Ordinal);
        Assert.Contains("700.00 USD", (await PageForm.In(html, Purchases.Page(product)).With(("quantity-0", "5"), ("go", "review")).SendAsync(people.Dana)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1M", "10.00 USD")]
    [InlineData("P12M", "340.00 USD")]
    public async Task Each_duration_takes_what_its_own_rate_card_allows(string duration, string total)
    {
        const string product = "prod-mixed00000000";
        await people.Hall.OfferAsync("""
            {"kind":"header","format":"guildhall-catalog/1","source":"search","mode":"merge"}
            {"kind":"product","id":"prod-mixed00000000","type":"SaaSProduct","title":"Mixed","seller":"seller-south","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS"}],"dimensions":[{"key":"small","name":"Small","unit":"Units","types":["Entitled"]},{"key":"large","name":"Large","unit":"Units","types":["Entitled"]}]}
            {"kind":"offer","id":"offer-mixed","product":"prod-mixed00000000","name":"Mixed","state":"Released","buyerAccounts":[],"terms":[{"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"small":"40.00","large":"100.00"}},{"duration":"P1M","multipleDimensionSelection":"Disallowed","quantityConfiguration":"Disallowed","prices":{"small":"4.00","large":"10.00"}}]},{"type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}
            """);
        await people.Hall.ApproveAsync(product);

        var page = await people.Dana.HtmlAsync(Purchases.Page(product));
        var (_, review) = await people.Dana.ReviewAsync(product, "", ("duration", duration), ("unit", "quantity-0"), ("quantity-0", "3"), ("quantity-1", "1"));

        foreach (var field in new[] { "name=\"unit\" value=\"quantity-1\"", "name=\"quantity-1\"" }) Assert.Contains(field, page, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"big\">{total}</p>", review, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_worth_nothing_or_somebody_elses_is_followed_by_a_new_one_and_nothing_is_bought()
    {
        var (_, review) = await people.Dana.ReviewAsync(Purchases.Crew, "?offer=offer-crew", ("duration", "P12M"), ("quantity-0", "1"));
        var form = PageForm.In(review, Purchases.Page(Purchases.Crew));
        var before = await people.AgreementsAsync();
        var lena = await people.LenaAsync();
        var (_, others) = await lena.ReviewAsync(Purchases.Crew, "?offer=offer-crew", ("duration", "P12M"), ("quantity-0", "1"));

        foreach (var quote in new[] { "ar-aaaaaaaaaaaaa", PageForm.In(others, form.Action)["quote"] })
        {
            var (response, html) = await form.With(("quote", quote), ("total", "99.00 USD"), ("go", "buy")).SendAsync(people.Dana);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("Your quote had expired, so nothing was bought.", html, StringComparison.Ordinal);
            Assert.Contains("it came to 99.00 USD before, and comes to 120.00 USD now", html, StringComparison.Ordinal);
        }

        Assert.Equal(before, await people.AgreementsAsync());
    }

    [Fact]
    public async Task A_trial_is_had_once_and_then_the_agreement_that_is_there_is_named()
    {
        var lena = await people.LenaAsync();
        Assert.Contains(">Try for free</a>", await lena.HtmlAsync("/products/" + Purchases.Relay), StringComparison.Ordinal);
        var trial = "?offer=offer-relay&way=" + await people.WayAsync("offer-relay", PurchaseKind.Trial);
        var (_, review) = await lena.ReviewAsync(Purchases.Relay, trial);
        foreach (var part in new[] { ">Try for free</button>", "Free trial: 14 days." }) Assert.Contains(part, review, StringComparison.Ordinal);
        Assert.DoesNotContain("Free trial: 14 days.", (await lena.ReviewAsync(Purchases.Relay, "")).Html, StringComparison.Ordinal);

        var path = await lena.BuyAsync(Purchases.Relay, trial);

        Assert.Contains("<span class=\"badge\">Free trial</span>", await lena.HtmlAsync("/subscriptions"), StringComparison.Ordinal);
        var (again, html) = await lena.ReviewAsync(Purchases.Relay, trial);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains($"href=\"{path}\">look at the agreement", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_of_the_buyers_is_a_press_away_and_comes_back_here()
    {
        await people.Hall.Hall.AddPersonAsync("both@example.com", "Buyer", people.Hall.World.Ledger);
        var person = (await people.Hall.Hall.Guildhall.People.FindByEmailAsync("both@example.com", TestContext.Current.CancellationToken))!;
        await using (var db = people.Hall.Hall.Guildhall.Database.Open())
        {
            db.Add(new PersonRoleRow { PersonId = person.Id, AccountId = people.Hall.World.Developer, Role = "Buyer" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var both = new Reader(await people.Hall.Hall.SignedInAsync("both@example.com"));
        await both.Visitor.PostAsync("/scope", "/scope", ("account", people.Hall.World.Ledger));
        var form = PageForm.In(await both.HtmlAsync(Purchases.Page(Purchases.Crew) + "?offer=offer-crew"), "/scope");
        var (response, html) = await form.SendAsync(both);

        Assert.Equal("/products/prod-crew000000000/subscribe?offer=offer-crew", response.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Contains("For <strong>Developer</strong>", html, StringComparison.Ordinal);
    }
}

public sealed class SubscribeOnSqliteTests(SqliteBuyers people) : SubscribeTests(people), IClassFixture<SqliteBuyers>;

[Trait("Ring", "Postgres")]
public sealed class SubscribeOnPostgresTests(PostgresBuyers people) : SubscribeTests(people), IClassFixture<PostgresBuyers>;
