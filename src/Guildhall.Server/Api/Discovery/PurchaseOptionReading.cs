using System.Collections.Immutable;
using Guildhall.App.Discovery;
using Guildhall.Domain;

namespace Guildhall.Server.Api.Discovery;

/// <summary>The filters of ListPurchaseOptions, or everything that is wrong with them. storefront-and-procurement.md A.7.</summary>
internal static class PurchaseOptionReading
{
    private const string Product = "PRODUCT_ID", Seller = "SELLER_OF_RECORD_PROFILE_ID", Type = "PURCHASE_OPTION_TYPE", Scope = "VISIBILITY_SCOPE", Status = "AVAILABILITY_STATUS";

    private static readonly ImmutableArray<string> Types = [PurchaseOption.OfferType, PurchaseOption.SetType], Scopes = ["PUBLIC", "PRIVATE"];

    public static Result<PurchaseOptionQuery> Read(IReadOnlyList<PostedFilter?>? filters)
    {
        ImmutableArray<Problem> problems = [.. DiscoveryLimits.Filters(filters, 10, 10, 255, DiscoveryLimits.IdForm(), "letters, digits, hyphens and underscores")];
        if (problems.IsEmpty) problems = [.. (filters ?? []).SelectMany(f => Check(f!.FilterType!, f.FilterValues!))];
        // The model lets the filters be absent; the operation needs one of these two.
        if (problems.IsEmpty && !(filters ?? []).Any(f => f!.FilterType is Product or Scope)) return Problem.Malformed($"filters must hold {Product} or {Scope}.", "filters");
        if (!problems.IsEmpty) return problems;
        return new PurchaseOptionQuery
        {
            Products = Values(filters!, Product),
            Sellers = Values(filters!, Seller),
            Types = Values(filters!, Type),
            Scopes = Values(filters!, Scope),
            Statuses = Values(filters!, Status) ?? new PurchaseOptionQuery().Statuses,
        };
    }

    private static IEnumerable<Problem> Check(string type, IReadOnlyList<string?> values)
    {
        ImmutableArray<string>? known = type switch
        {
            Product or Seller => [],
            Type => Types,
            Scope => Scopes,
            Status => AvailabilityStatus.All,
            _ => null,
        };
        if (known is not { } words) return [Problem.Malformed($"There is no filter {type}.", "filters")];
        return words.IsEmpty || values.All(v => words.Contains(v!.ToUpperInvariant())) ? [] : [Problem.Malformed($"{type} must be one of {string.Join(", ", words)}.", "filters")];
    }

    /// <summary>Null without such a filter; several of one type must all be met.</summary>
    private static ImmutableHashSet<string>? Values(IReadOnlyList<PostedFilter?> filters, string type)
    {
        var folded = type is not (Product or Seller);
        var lists = filters.Where(f => f!.FilterType == type).Select(f => f!.FilterValues!.Select(v => folded ? v!.ToUpperInvariant() : v!).ToImmutableHashSet(StringComparer.Ordinal)).ToList();
        return lists.Count == 0 ? null : lists.Aggregate((one, other) => one.Intersect(other));
    }
}
