using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>
/// A Discovery API on loopback with simple products, each with a listing and an offer of its own. A test may answer in its place, to see what comes of bad answers.
/// </summary>
internal sealed class SmallMarketplace : IAsyncDisposable
{
    public const string Account = "111122223333";

    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private SmallServer _server = null!;

    /// <summary>The numbers of the products that there are.</summary>
    public ImmutableSortedSet<int> Products { get; set; } = [];

    /// <summary>Answers in its place: gets the operation and the request, gives null to leave it alone.</summary>
    public Func<string, JsonNode, IResult?> Instead { get; set; } = (_, _) => null;

    /// <summary>Listings that can be paged through before it is refused.</summary>
    public int Deepest { get; set; } = int.MaxValue;

    /// <summary>How often each question was answered, by operation and request.</summary>
    public IReadOnlyDictionary<string, int> Asked => _asked;

    public int Calls => _asked.Values.Sum();

    /// <summary>The access keys that calls were signed with.</summary>
    public ConcurrentDictionary<string, bool> Keys { get; } = new(StringComparer.Ordinal);

    public string Url => _server.Client.BaseAddress!.ToString().TrimEnd('/');

    public static async Task<SmallMarketplace> StartAsync(int products)
    {
        var market = new SmallMarketplace { Products = [.. Enumerable.Range(0, products)] };
        market._server = await SmallServer.StartAsync(app =>
        {
            app.MapPost("/", market.Identity);
            app.MapPost("/2026-02-05/{operation}", market.AnswerAsync);
        });
        return market;
    }

    public static string Product(int n) => $"prod-{n:0000}aaaaaaaaa";

    public static IResult Json(JsonNode body, int status = 200) => Results.Text(body.ToJsonString(), "application/json", Encoding.UTF8, status);

    public static IResult Error(string name, int status, string? reason = null) => Json(new JsonObject { ["__type"] = name, ["message"] = "So it is.", ["reason"] = reason }, status);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Identity(HttpContext context)
    {
        Note(context);
        return Results.Text(
            $"<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>arn:aws:iam::{Account}:user/puller</Arn><UserId>AIDA</UserId><Account>{Account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>",
            "text/xml");
    }

    private async Task<IResult> AnswerAsync(string operation, HttpContext context)
    {
        Note(context);
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        if (Instead(operation, request) is { } instead) return instead;
        _asked.AddOrUpdate($"{operation} {request.ToJsonString()}", 1, (_, times) => times + 1);
        return operation switch
        {
            "searchListings" => Search(request),
            "searchFacets" => Json(Facets()),
            "getListing" => One(request, "listingId", Listing),
            "getProduct" => One(request, "productId", ProductOf),
            "listFulfillmentOptions" => One(request, "productId", _ => new JsonObject { ["fulfillmentOptions"] = new JsonArray(Saas()) }),
            "listPurchaseOptions" => One(request["filters"]![0]!["filterValues"]![0]!, n => new JsonObject { ["purchaseOptions"] = new JsonArray(Option(n)) }),
            "getOffer" => One(request, "offerId", Offer),
            "getOfferTerms" => One(request, "offerId", Terms),
            _ => Error("ResourceNotFoundException", 404),
        };
    }

    private void Note(HttpContext context) => Keys[context.Request.Headers.Authorization.ToString().Split("Credential=")[1].Split('/')[0]] = true;

    private IResult One(JsonNode request, string id, Func<int, JsonObject> answer) => One(request[id]!, answer);

    private IResult One(JsonNode id, Func<int, JsonObject> answer)
    {
        var text = id.GetValue<string>();
        var n = int.Parse(text.AsSpan(text.IndexOf('-', StringComparison.Ordinal) + 1, 4), CultureInfo.InvariantCulture);
        return Products.Contains(n) ? Json(answer(n)) : Error("ResourceNotFoundException", 404);
    }

    private IResult Search(JsonNode request)
    {
        var from = request["nextToken"] is { } token ? int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(token.GetValue<string>())), CultureInfo.InvariantCulture) : 0;
        if (from >= Deepest) return Error("ValidationException", 400, "PAGINATION_LIMIT_EXCEEDED");
        var category = request["filters"]?[0]!["filterValues"]![0]!.GetValue<string>();
        var found = Products.Where(n => category is null || Category(n) == category).ToList();
        var page = found.Skip(from).Take(request["maxResults"]!.GetValue<int>()).ToList();
        var answer = new JsonObject { ["totalResults"] = found.Count, ["listingSummaries"] = new JsonArray([.. page.Select(n => new JsonObject { ["listingId"] = ListingId(n), ["associatedEntities"] = new JsonArray(new JsonObject { ["product"] = Information(n) }) })]) };
        if (from + page.Count < found.Count) answer["nextToken"] = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{from + page.Count}"));
        return Json(answer);
    }

    private JsonObject Facets() => new()
    {
        ["totalResults"] = Products.Count,
        ["listingFacets"] = new JsonObject
        {
            ["CATEGORY"] = new JsonArray([
                new JsonObject { ["value"] = "infrastructure-software", ["displayName"] = "Infrastructure Software", ["count"] = 1 },
                .. Enumerable.Range(0, 3).Select(n => new JsonObject { ["value"] = Category(n), ["displayName"] = $"Group {n}", ["parent"] = "infrastructure-software", ["count"] = 1 }),
            ]),
        },
    };

    private static string Category(int n) => $"group-{n % 3}";

    private static string ListingId(int n) => $"prodview-{n:0000}aaaaaaaaa";

    private static JsonObject Seller() => new() { ["sellerProfileId"] = "seller-a", ["displayName"] = "Alderwick Data" };

    private static JsonObject Information(int n) => new() { ["productId"] = Product(n), ["productName"] = $"Shield {n}", ["manufacturer"] = Seller() };

    private static JsonObject Page(int n) => new()
    {
        ["shortDescription"] = $"Keeps watch, number {n}.",
        ["longDescription"] = "By day and by night.",
        ["logoThumbnailUrl"] = $"https://logos.example.com/{n}.png",
        ["categories"] = new JsonArray(new JsonObject { ["categoryId"] = Category(n), ["displayName"] = $"Group {n % 3}" }),
        ["fulfillmentOptionSummaries"] = new JsonArray(new JsonObject { ["fulfillmentOptionType"] = "SAAS", ["displayName"] = "SaaS" }),
        ["highlights"] = new JsonArray("Quick"),
        ["promotionalMedia"] = new JsonArray(),
        ["resources"] = new JsonArray(),
        ["sellerEngagements"] = new JsonArray(),
    };

    private static JsonObject Listing(int n)
    {
        var listing = Page(n);
        (listing["listingId"], listing["listingName"], listing["publisher"]) = (ListingId(n), $"Shield {n}", Seller());
        (listing["badges"], listing["useCases"], listing["pricingModels"], listing["pricingUnits"]) = (new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray());
        listing["associatedEntities"] = new JsonArray(new JsonObject { ["product"] = Information(n) });
        return listing;
    }

    private static JsonObject ProductOf(int n)
    {
        var product = Page(n);
        (product["productId"], product["productName"], product["manufacturer"], product["deployedOnAws"]) = (Product(n), $"Shield {n}", Seller(), "DEPLOYED");
        return product;
    }

    private static JsonObject Saas() => new()
    {
        ["saasFulfillmentOption"] = new JsonObject { ["fulfillmentOptionId"] = "fo-a", ["fulfillmentOptionType"] = "SAAS", ["fulfillmentOptionDisplayName"] = "SaaS", ["fulfillmentUrl"] = "https://apps.example.com/register" },
    };

    private static JsonObject Option(int n) => new()
    {
        ["purchaseOptionId"] = $"offer-{n:0000}aaaaaaaaa",
        ["purchaseOptionType"] = "OFFER",
        ["associatedEntities"] = new JsonArray(new JsonObject { ["product"] = Information(n), ["offer"] = new JsonObject { ["offerId"] = $"offer-{n:0000}aaaaaaaaa" } }),
    };

    private static JsonObject Offer(int n) => new()
    {
        ["offerId"] = $"offer-{n:0000}aaaaaaaaa",
        ["offerName"] = "Public offer",
        ["agreementProposalId"] = "ap-x",
        ["sellerOfRecord"] = Seller(),
        ["badges"] = new JsonArray(),
        ["availableFromTime"] = 1_767_225_600,
        ["associatedEntities"] = new JsonArray(new JsonObject { ["product"] = Information(n) }),
    };

    private static JsonObject Terms(int n) => new()
    {
        ["offerTerms"] = new JsonArray(
            new JsonObject
            {
                ["usageBasedPricingTerm"] = new JsonObject
                {
                    ["type"] = "UsageBasedPricingTerm",
                    ["id"] = $"term-price-{n}",
                    ["currencyCode"] = "USD",
                    ["rateCards"] = new JsonArray(new JsonObject { ["rateCard"] = new JsonArray(new JsonObject { ["dimensionKey"] = "users", ["displayName"] = "Users", ["unit"] = "Users", ["price"] = $"{n}.50" }) }),
                },
            },
            new JsonObject { ["renewalTerm"] = new JsonObject { ["type"] = "RenewalTerm", ["id"] = $"term-renewal-{n}" } }),
    };
}
