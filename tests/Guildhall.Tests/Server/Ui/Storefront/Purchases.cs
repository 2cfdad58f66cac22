using System.Net;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>Buying on the pages, step by step.</summary>
internal static class Purchases
{
    /// <summary>Products beside those of the hall: pay as you go with a trial, a contract with two units, and one for somebody else.</summary>
    public const string Lines = """
        {"kind":"header","format":"guildhall-catalog/1","source":"search","mode":"merge"}
        {"kind":"product","id":"prod-relay00000000","type":"SaaSProduct","title":"Southmoor Relay","seller":"seller-south","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS","url":"https://relay.example.com/register?plan=a"}],"dimensions":[{"key":"hours","name":"Hours","unit":"Units","types":["ExternallyMetered"]}]}
        {"kind":"product","id":"prod-crew000000000","type":"SaaSProduct","title":"Southmoor Crew","seller":"seller-south","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS","url":"https://crew.example.com/register"}],"dimensions":[{"key":"seats","name":"Seats","unit":"Users","types":["Entitled"]},{"key":"zones","name":"Zones","unit":"Units","types":["Entitled"]}]}
        {"kind":"product","id":"prod-guide00000000","type":"ContainerProduct","title":"Southmoor Guide","seller":"seller-south","categories":["storage"],"fulfillmentOptions":[{"type":"CONTAINER","name":"Image","version":"2.1","usageInstructions":"Pull the image and start it."}]}
        {"kind":"offer","id":"offer-relay","product":"prod-relay00000000","name":"Relay for all","state":"Released","buyerAccounts":[],"terms":[{"type":"FreeTrialPricingTerm","duration":"P14D"},{"type":"UsageBasedPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"hours":"0.25"}}]},{"type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}
        {"kind":"offer","id":"offer-crew","product":"prod-crew000000000","name":"Crew","state":"Released","buyerAccounts":[],"terms":[{"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P1M","prices":{"seats":"12.00","zones":"3.50"}},{"duration":"P12M","prices":{"seats":"120.00","zones":"35.00"}}]},{"type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]},{"type":"RenewalTerm"}]}
        {"kind":"offer","id":"offer-crew-private","product":"prod-crew000000000","name":"Crew for Dana","state":"Released","buyerAccounts":["DEVELOPER"],"expires":"2099-01-01T00:00:00Z","terms":[{"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":"900","duration":"P12M","grants":[{"dimensionKey":"seats","maxQuantity":10}]},{"type":"PaymentScheduleTerm","currencyCode":"USD","schedule":[{"chargeDate":"2098-01-01T00:00:00Z","chargeAmount":"400"},{"chargeDate":"2098-06-01T00:00:00Z","chargeAmount":"500"}]},{"type":"LegalTerm","documents":[{"type":"CustomEula","url":"https://legal.example.com/own"}]},{"type":"RenewalTerm"}]}
        {"kind":"offer","id":"offer-crew-other","product":"prod-crew000000000","name":"Crew for somebody else","state":"Released","buyerAccounts":["LEDGER"],"terms":[{"type":"ByolPricingTerm"}]}
        {"kind":"offer","id":"offer-crew-over","product":"prod-crew000000000","name":"Crew of last year","state":"Released","buyerAccounts":[],"expires":"2020-01-01T00:00:00Z","terms":[{"type":"ByolPricingTerm"}]}
        {"kind":"offer","id":"offer-guide","product":"prod-guide00000000","name":"Guide","state":"Released","buyerAccounts":[],"terms":[{"type":"ByolPricingTerm"}]}
        """;

    public const string Relay = "prod-relay00000000", Crew = "prod-crew000000000", Guide = "prod-guide00000000";

    public static string Page(string product) => $"/products/{product}/subscribe";

    /// <summary>The form with the choices, before anything is typed.</summary>
    public static async Task<PageForm> FormAsync(this Reader who, string product, string query = "") => PageForm.In(await who.HtmlAsync(Page(product) + query), Page(product));

    /// <summary>Types and asks for the review.</summary>
    public static async Task<(HttpResponseMessage Response, string Html)> ReviewAsync(this Reader who, string product, string query, params (string, string)[] typed) =>
        await (await who.FormAsync(product, query)).With([.. typed, ("go", "review")]).SendAsync(who);

    /// <summary>Accepts what a review shows.</summary>
    public static Task<(HttpResponseMessage Response, string Html)> AcceptAsync(this Reader who, string product, string review) => PageForm.In(review, Page(product)).With(("go", "buy")).SendAsync(who);

    /// <summary>Buys and gives the address of the agreement.</summary>
    public static async Task<string> BuyAsync(this Reader who, string product, string query, params (string, string)[] typed)
    {
        var (_, review) = await who.ReviewAsync(product, query, typed);
        var (response, html) = await who.AcceptAsync(product, review);
        Assert.True(response.StatusCode == HttpStatusCode.OK, html);
        var path = response.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.StartsWith("/subscriptions/agmt-", path, StringComparison.Ordinal);
        return path;
    }

    /// <summary>The page of an agreement once it says something.</summary>
    public static async Task<string> UntilAsync(this Reader who, string path, string words)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            var html = await who.HtmlAsync(path);
            if (html.Contains(words, StringComparison.Ordinal)) return html;
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"{path} never says {words}.");
    }
}
