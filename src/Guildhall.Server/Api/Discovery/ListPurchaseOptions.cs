using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/listPurchaseOptions</c>. storefront-and-procurement.md A.7.</summary>
internal static class ListPurchaseOptions
{
    private const int DefaultResults = 20, MostResults = 100;

    public static Operation Operation(PurchaseOptions options) => DiscoveryOperation.Post<ListPurchaseOptionsRequest, PurchaseOptionPage>(
        "ListPurchaseOptions",
        DiscoveryJson.Default.ListPurchaseOptionsRequest,
        (caller, request, cancellation) => ListAsync(options, caller, request, cancellation),
        (json, page, _) =>
        {
            json.Each("purchaseOptions", page.Options, option => Write(json, option));
            json.Word("nextToken", page.NextToken);
        });

    private static async ValueTask<Result<PurchaseOptionPage>> ListAsync(PurchaseOptions options, Caller caller, ListPurchaseOptionsRequest request, CancellationToken cancellation)
    {
        var query = PurchaseOptionReading.Read(request.Filters);
        ImmutableArray<Problem> problems = [.. query.Problems, .. DiscoveryLimits.Page(request.MaxResults, MostResults, request.NextToken)];
        return problems.IsEmpty ? await options.ListAsync(caller, query.Value, request.MaxResults ?? DefaultResults, request.NextToken, cancellation) : problems;
    }

    private static void Write(Utf8JsonWriter json, FullPurchaseOption full)
    {
        var option = full.Option;
        json.WriteString("purchaseOptionId", option.Id);
        json.WriteString("catalog", DiscoveryOperation.Catalog);
        json.WriteString("purchaseOptionType", option.Type);
        if (!string.IsNullOrWhiteSpace(option.Name)) json.WriteString("purchaseOptionName", option.Name);
        json.Time("availableFromTime", option.AvailableFrom);
        json.Time("expirationTime", option.Expires);
        json.Seller("sellerOfRecord", full.SellerOfRecord);
        json.Named("badges", "badgeType", full.Badges);
        json.Each("associatedEntities", full.Products, offered =>
        {
            json.Product(offered.Product);
            json.Offer(offered.Offer);
            if (offered.Set is { } set) json.OfferSet(set);
        });
    }
}

internal sealed record ListPurchaseOptionsRequest
{
    public IReadOnlyList<PostedFilter?>? Filters { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}
