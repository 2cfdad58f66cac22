using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Lists;
using Guildhall.Domain;

namespace Guildhall.Server.Api.Catalog;

/// <summary>A request of ListEntities as a query, or everything that is wrong with it. private-marketplace.md 1.3, 2.6.</summary>
internal static class ListEntitiesReading
{
    private const int MostResults = 50;
    private const string Scope = "Scope";

    public static Result<EntityListQuery> Read(ListEntitiesRequest request)
    {
        if (request.EntityType is null || ListedTypes.Find(request.EntityType) is not { } type)
            return Problem.Malformed($"EntityType must be one of {string.Join(", ", ListedTypes.Names)}.", "EntityType");
        var typed = request.EntityTypeFilters is { } union ? TypedFilterReading.Read(type.Name, union) : ImmutableArray<ListFilter>.Empty;
        var order = Order(type, request);
        ImmutableArray<Problem> problems =
        [
            .. ListLimits.Paging(request.MaxResults, MostResults, request.NextToken),
            .. ListLimits.Filters(request.FilterList),
            .. Ownership(request.OwnershipType),
            .. typed.Problems,
            .. order.Problems,
        ];
        if (problems.IsEmpty) problems = [.. (request.FilterList ?? []).SelectMany(f => Check(type, f!.Name!, f.ValueList!))];
        return problems.IsEmpty ? Query(type, request, typed.Value, order.Value) : problems;
    }

    private static EntityListQuery Query(ListedType type, ListEntitiesRequest request, ImmutableArray<ListFilter> typed, (ListOrder By, bool Ascending) order) => new(type)
    {
        Filters = request.FilterList is null ? typed : [.. request.FilterList.Where(f => f!.Name != Scope).Select(f => new ListFilter(f!.Name!) { Values = f.ValueList! }), .. typed],
        SharedWithMe = request.OwnershipType == "SHARED" || (request.FilterList?.Any(f => f!.Name == Scope) ?? false),
        Order = order.By,
        Ascending = order.Ascending,
        Take = request.MaxResults ?? ListLimits.DefaultResults,
        NextToken = request.NextToken,
    };

    private static IEnumerable<Problem> Ownership(string? ownership) =>
        ownership is null or "SELF" or "SHARED" ? [] : [Problem.Malformed("OwnershipType must be SELF or SHARED.", "OwnershipType")];

    private static IEnumerable<Problem> Check(ListedType type, string name, IReadOnlyList<string?> values)
    {
        if (name == Scope) return values is ["SharedWithMe"] ? [] : [Problem.Malformed("Scope must be SharedWithMe.", "FilterList")];
        if (!type.Filters.TryGetValue(name, out var words))
            return [Problem.Malformed($"The filters of {type.Name} are {string.Join(", ", type.Filters.Keys.Append(Scope).Order(StringComparer.Ordinal))}.", "FilterList")];
        return words.Length == 0 || values.All(words.Contains) ? [] : [Problem.Malformed($"{name} must be one of {string.Join(", ", words)}.", "FilterList")];
    }

    private static Result<(ListOrder By, bool Ascending)> Order(ListedType type, ListEntitiesRequest request)
    {
        if (request.EntityTypeSort is { } union)
            return request.Sort is null ? TypedOrder(type.Name, union) : Problem.Malformed("Only one of Sort and EntityTypeSort can be given.", "EntityTypeSort");
        ImmutableArray<Problem> problems = [.. ListLimits.Order(request.Sort)];
        if (!problems.IsEmpty) return problems;
        var ascending = request.Sort?.Ascending ?? false;
        return request.Sort?.SortBy switch
        {
            null or "LastModifiedDate" => (ListOrder.LastModifiedDate, ascending),
            "EntityId" => (ListOrder.EntityId, ascending),
            "Name" => (ListOrder.Name, ascending),
            _ => Problem.Malformed("SortBy must be LastModifiedDate, EntityId or Name.", "Sort.SortBy"),
        };
    }

    private static Result<(ListOrder By, bool Ascending)> TypedOrder(string type, JsonElement union)
    {
        var list = TypedList.Find(type);
        var member = TypedUnion.Member("EntityTypeSort", list?.SortMember, type, union);
        if (member.Refused) return member.Problems;
        var sort = new SortRequest { SortBy = Text(member.Value, "SortBy", "LastModifiedDate"), SortOrder = Text(member.Value, "SortOrder", "DESCENDING") };
        ImmutableArray<Problem> problems = [.. ListLimits.Order(sort)];
        if (!problems.IsEmpty) return problems;
        return list!.Orders.TryGetValue(sort.SortBy!, out var order)
            ? (order, sort.Ascending)
            : Problem.Malformed($"SortBy of {list.SortMember} must be one of {string.Join(", ", list.Orders.Keys.Order(StringComparer.Ordinal))}.", "EntityTypeSort");
    }

    /// <summary>The text of a member; the empty text, which nothing accepts, when it is something else.</summary>
    private static string Text(JsonElement sort, string name, string absent) =>
        !sort.TryGetProperty(name, out var value) ? absent : value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
