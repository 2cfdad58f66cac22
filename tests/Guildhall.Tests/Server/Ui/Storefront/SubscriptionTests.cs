using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Tests.Server.Search;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>What one has agreed on: seen, changed, set up, cancelled. storefront-and-procurement.md B.9, C, D.5; M-40.</summary>
public abstract partial class SubscriptionTests(Buyers people)
{
    private static readonly (string, string)[] OneSeat = [("duration", "P12M"), ("quantity-0", "1")];

    [Fact]
    public async Task M40_Subscriptions_are_listed_filtered_sorted_and_exported()
    {
        var contract = await people.Dana.BuyAsync(SearchHall.Shield, "", ("quantity-0", "2"), ("renew", "on"));
        var own = await people.Dana.BuyAsync(Purchases.Guide, "");

        var all = await people.Dana.HtmlAsync("/subscriptions?sort=product");
        Assert.True(all.IndexOf("Northwind Web Shield", StringComparison.Ordinal) < all.IndexOf("Southmoor Guide", StringComparison.Ordinal));
        var down = await people.Dana.HtmlAsync("/subscriptions?sort=product&order=down");
        Assert.True(down.IndexOf("Northwind Web Shield", StringComparison.Ordinal) > down.IndexOf("Southmoor Guide", StringComparison.Ordinal));
        foreach (var (filter, there, away) in new[] { ("q=northwind", contract, own), ("type=ContainerProduct", own, contract), ("q=" + own.Split('/')[^1], own, contract) })
        {
            var html = await people.Dana.HtmlAsync("/subscriptions?" + filter);
            Assert.Contains($"href=\"{there}\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain($"href=\"{away}\"", html, StringComparison.Ordinal);
        }

        Assert.Contains("Nothing found", await people.Dana.HtmlAsync("/subscriptions?status=terminated"), StringComparison.Ordinal);
        var (_, csv) = await people.Dana.Visitor.GetAsync("/subscriptions.csv?q=northwind");
        Assert.Contains(",Northwind Web Shield,prod-shield0000000,SaaSProduct,Northwind Cloud Security,Public offer,offer-shield,Active,", csv, StringComparison.Ordinal);
        Assert.Contains(",On,240.00,USD,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_none_is_told_what_would_be_here_and_sees_none_of_others()
    {
        var path = await people.Dana.BuyAsync(Purchases.Crew, "?offer=offer-crew", OneSeat);
        var others = new Reader(await people.Hall.Hall.SignedInAsync("sam@example.com", "Buyer", people.Hall.World.AtRoot));

        Assert.Contains("No subscriptions yet", await others.HtmlAsync("/subscriptions"), StringComparison.Ordinal);
        foreach (var page in new[] { "", "/cancel", "/change", "/purchase-orders", "/set-up" })
        {
            var (theirs, withheld) = await others.Visitor.GetAsync(path + page);
            var (missing, nothing) = await others.Visitor.GetAsync("/subscriptions/agmt-aaaaaaaaaaaaa" + page);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, missing.StatusCode));
            Assert.Contains("<h1>Nothing here</h1>", withheld, StringComparison.Ordinal);
            Assert.Equal(ContentOf(nothing).Replace("agmt-aaaaaaaaaaaaa", "", StringComparison.Ordinal), ContentOf(withheld).Replace(path.Split('/')[^1], "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task M40_A_subscription_is_cancelled_after_a_question_and_approval_has_no_say_in_it()
    {
        await people.Hall.ApproveAsync(SearchHall.Meter);
        var path = await people.Dana.BuyAsync(SearchHall.Meter, "");
        await people.Hall.DenyAsync(SearchHall.Meter);
        Assert.Contains("Not approved – will not renew", WebUtility.HtmlDecode(await people.Dana.HtmlAsync("/subscriptions?q=meter")), StringComparison.Ordinal);
        Assert.Contains("Not approved – will not renew", WebUtility.HtmlDecode(await people.Dana.HtmlAsync(path)), StringComparison.Ordinal);

        var asked = await people.Dana.HtmlAsync(path + "/cancel");
        Assert.Contains("Nothing more is charged by it.", asked, StringComparison.Ordinal);
        var (_, cancelled) = await PageForm.In(asked, path + "/cancel").SendAsync(people.Dana);

        Assert.Contains("Cancelled.", cancelled, StringComparison.Ordinal);
        Assert.Contains("Ended", cancelled, StringComparison.Ordinal);
        Assert.DoesNotContain("/cancel\"", cancelled, StringComparison.Ordinal);
        Assert.Contains("is cancelled already", await people.Dana.HtmlAsync(path + "/cancel"), StringComparison.Ordinal);
        Assert.Contains($"href=\"{path}\"", await people.Dana.HtmlAsync("/subscriptions?status=cancelled"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quantities_and_renewal_are_changed_after_a_review_of_the_difference()
    {
        var path = await people.Dana.BuyAsync(Purchases.Crew, "?offer=offer-crew", [("duration", "P12M"), ("quantity-0", "2"), ("quantity-1", "1"), ("renew", "off")]);
        var form = PageForm.In(await people.Dana.HtmlAsync(path + "/change"), path + "/change").With(("quantity-0", "2"), ("quantity-1", "1"), ("renew", "off"), ("go", "review"));
        Assert.Contains("Nothing is different from what you have.", (await form.SendAsync(people.Dana)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await form.With(("quantity-0", "-2")).SendAsync(people.Dana)).Response.StatusCode);

        var (_, review) = await form.With(("quantity-0", "5"), ("renew", "on")).SendAsync(people.Dana);
        foreach (var part in new[] { ">2<", ">5<", "360.00 USD", "On, was Off", "635.00 USD, was 275.00 USD" }) Assert.Contains(part, review, StringComparison.Ordinal);
        var (_, changed) = await PageForm.In(review, path + "/change").With(("go", "change")).SendAsync(people.Dana);

        Assert.Contains("Changed.", changed, StringComparison.Ordinal);
        Assert.Contains("635.00 USD", changed, StringComparison.Ordinal);
        Assert.Contains("value=\"5\"", await people.Dana.HtmlAsync(path + "/change"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task M41_More_of_what_is_no_longer_approved_is_refused_and_less_of_it_is_not()
    {
        await people.Hall.ApproveAsync(Purchases.Crew);
        var path = await people.Dana.BuyAsync(Purchases.Crew, "?offer=offer-crew", ("duration", "P12M"), ("quantity-0", "3"));
        await people.Hall.DenyAsync(Purchases.Crew);
        var form = PageForm.In(await people.Dana.HtmlAsync(path + "/change"), path + "/change").With(("quantity-0", "4"), ("go", "review"));

        var (refused, html) = await form.SendAsync(people.Dana);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("The private marketplace refused this change. The product is not approved in Acme tools.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("DENIED_BY_PRIVATE_MARKETPLACE_POLICY", html, StringComparison.Ordinal);
        var (_, review) = await form.With(("quantity-0", "2")).SendAsync(people.Dana);
        Assert.Contains("Changed.", (await PageForm.In(review, path + "/change").With(("go", "change")).SendAsync(people.Dana)).Html, StringComparison.Ordinal);
        await people.Hall.ApproveAsync(Purchases.Crew);
    }

    [Fact]
    public async Task Purchase_order_numbers_are_changed_and_not_taken_away()
    {
        var path = await people.Dana.BuyAsync(Purchases.Crew, "?offer=offer-crew-private", ("order", "PO-1"));
        var form = PageForm.In(await people.Dana.HtmlAsync(path + "/purchase-orders"), path + "/purchase-orders");
        string[] charges = [.. form.Hidden.Select(h => h.Name).Where(n => n.StartsWith("revision-", StringComparison.Ordinal)).Select(n => n["revision-".Length..])];
        Assert.Equal(2, charges.Length);

        var (_, saved) = await form.With((charges[0], "PO-1"), (charges[1], "PO-2")).SendAsync(people.Dana);
        Assert.Contains("Saved.", saved, StringComparison.Ordinal);
        Assert.Contains("PO-1", saved, StringComparison.Ordinal);
        Assert.Contains("PO-2", saved, StringComparison.Ordinal);

        var (stale, _) = await form.With((charges[0], "PO-1"), (charges[1], "PO-3")).SendAsync(people.Dana);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var fresh = PageForm.In(await people.Dana.HtmlAsync(path + "/purchase-orders"), path + "/purchase-orders");
        foreach (var wrong in new[] { "", new string('9', 201) })
        {
            var (response, html) = await fresh.With((charges[0], wrong), (charges[1], "PO-4")).SendAsync(people.Dana);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains($"id=\"{charges[0]}-error\"", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("PO-4", await people.Dana.HtmlAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SaaS_product_is_set_up_by_a_form_with_a_token_for_the_sellers_page_alone()
    {
        var path = await people.Dana.BuyAsync(Purchases.Crew, "?offer=offer-crew", OneSeat);
        Assert.Contains("Set up your account", await people.Dana.UntilAsync(path, "Entitled"), StringComparison.Ordinal);

        var (response, html) = await people.Dana.Visitor.GetAsync(path + "/set-up");

        var token = PageForm.In(html, "https://crew.example.com/register")["x-amzn-marketplace-token"];
        Assert.Equal((path.Split('/')[^1], false), people.Hall.Hall.Guildhall.RegistrationTokens.Open(token, DateTimeOffset.UtcNow));
        Assert.Contains("form-action 'self' https://crew.example.com https:;", string.Join(' ', response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var (elsewhere, _) = await people.Dana.Visitor.GetAsync(path);
        Assert.Contains("form-action 'self';", string.Join(' ', elsewhere.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_SaaS_has_its_instructions_in_place_of_a_page_of_the_seller()
    {
        var lena = await people.LenaAsync();
        var path = await lena.BuyAsync(Purchases.Guide, "");

        var html = await lena.UntilAsync(path, "Entitled");

        Assert.Contains("Pull the image and start it.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Set up your account", html, StringComparison.Ordinal);
        Assert.Equal(path, (await lena.Visitor.GetAsync(path + "/set-up")).Response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    /// <summary>Without the id of the request, which is another one each time.</summary>
    private static string ContentOf(string html) => RequestId().Replace(html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)], "");

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex RequestId();
}

public sealed class SubscriptionOnSqliteTests(SqliteBuyers people) : SubscriptionTests(people), IClassFixture<SqliteBuyers>;

[Trait("Ring", "Postgres")]
public sealed class SubscriptionOnPostgresTests(PostgresBuyers people) : SubscriptionTests(people), IClassFixture<PostgresBuyers>;
