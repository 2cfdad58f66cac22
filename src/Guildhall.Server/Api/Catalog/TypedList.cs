using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Guildhall.App.Lists;

namespace Guildhall.Server.Api.Catalog;

/// <summary>What a typed filter of ListEntities may hold. private-marketplace.md 2.6.</summary>
internal sealed record TypedFilter(string Name)
{
    public bool Values { get; init; } = true;

    public bool WildCard { get; init; }

    public bool Dates { get; init; }

    /// <summary>The values are times.</summary>
    public bool Times { get; init; }

    /// <summary>Any text when empty.</summary>
    public string[] Words { get; init; } = [];

    public Regex? Form { get; init; }

    public int Most { get; init; } = 10;

    public int Longest { get; init; } = 255;
}

/// <summary>The typed filters and orders of one entity type: the members of the unions <c>EntityTypeFilters</c> and <c>EntityTypeSort</c>.</summary>
internal sealed partial record TypedList(string Type, TypedFilter[] Filters, FrozenDictionary<string, ListOrder> Orders)
{
    private static readonly TypedFilter EntityId = new("EntityId") { Form = IdForm() };
    private static readonly TypedFilter Modified = Date("LastModifiedDate");
    private static readonly string[] Visibilities = ["Limited", "Public", "Restricted", "Draft"];
    private static readonly TypedFilter State = new("State") { Words = ["Draft", "Released"], Most = 2 };

    private static readonly FrozenDictionary<string, TypedList> All = new TypedList[]
    {
        Product("AmiProduct", Visibilities),
        Product("ContainerProduct", Visibilities, "CompatibleAWSServices"),
        Product("DataProduct", [.. Visibilities, "Unavailable"]),
        Product("MachineLearningProduct", Visibilities),
        Product("SaaSProduct", Visibilities, "DeliveryOptionTypes"),
        Foreign(
            "Offer",
            ["EntityId", "Name", "ProductId", "ResaleAuthorizationId", "ReleaseDate", "AvailabilityEndDate", "BuyerAccounts", "State", "Targeting", "LastModifiedDate", "OfferSetId"],
            EntityId, Text("Name") with { Longest = 150 }, new("ProductId"), new("ResaleAuthorizationId") { Form = IdForm() }, Date("ReleaseDate"), Date("AvailabilityEndDate"),
            new("BuyerAccounts") { Values = false, WildCard = true }, State,
            new("Targeting") { Words = ["BuyerAccounts", "ParticipatingPrograms", "CountryCodes", "None"], Most = 4 },
            new("OfferSetId") { Form = OfferSetForm(), Longest = 50 }),
        Foreign(
            "OfferSet",
            ["Name", "State", "ReleaseDate", "SolutionId", "EntityId", "LastModifiedDate"],
            new("EntityId") { Form = OfferSetForm() }, new("Name") { Longest = 150 }, State, Date("ReleaseDate"),
            new("AssociatedOfferIds") { Form = IdForm() }, new("SolutionId") { Form = IdForm(), Longest = 50 }),
        Foreign(
            "ResaleAuthorization",
            [
                "EntityId", "Name", "ProductId", "ProductName", "ManufacturerAccountId", "ManufacturerLegalName", "ResellerAccountID", "ResellerLegalName",
                "Status", "OfferExtendedStatus", "CreatedDate", "AvailabilityEndDate", "LastModifiedDate",
            ],
            EntityId, Text("Name"), Text("ProductId"), Date("CreatedDate") with { Values = true, Times = true }, Date("AvailabilityEndDate") with { Values = true, Times = true },
            Account("ManufacturerAccountId"), Text("ProductName"), Text("ManufacturerLegalName"), Account("ResellerAccountID"), Text("ResellerLegalName"),
            new("Status") { Words = ["Draft", "Active", "Restricted"] }, new("OfferExtendedStatus")),
    }.ToFrozenDictionary(t => t.Type, StringComparer.Ordinal);

    public string FiltersMember => Type + "Filters";

    public string SortMember => Type + "Sort";

    /// <summary>Null for types that are filtered and sorted in the generic way only.</summary>
    public static TypedList? Find(string type) => All.GetValueOrDefault(type);

    /// <param name="alike">An order by what the catalogue does not hold: all products are alike in it.</param>
    private static TypedList Product(string type, string[] visibilities, string? alike = null)
    {
        var orders = new Dictionary<string, ListOrder>
        {
            ["EntityId"] = ListOrder.EntityId,
            ["LastModifiedDate"] = ListOrder.LastModifiedDate,
            ["ProductTitle"] = ListOrder.Name,
            ["Visibility"] = ListOrder.Visibility,
        };
        if (alike is not null) orders[alike] = ListOrder.EntityId;
        return new(type, [EntityId, Modified, Text("ProductTitle"), new("Visibility") { Words = visibilities }], orders.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static TypedList Foreign(string type, string[] orders, params TypedFilter[] filters) =>
        new(type, [.. filters, Modified], orders.ToFrozenDictionary(o => o, _ => ListOrder.EntityId, StringComparer.Ordinal));

    private static TypedFilter Text(string name) => new(name) { WildCard = true };

    private static TypedFilter Date(string name) => new(name) { Values = false, Dates = true };

    private static TypedFilter Account(string name) => new(name) { WildCard = true, Form = AccountForm(), Longest = 12 };

    [GeneratedRegex(@"\A[a-zA-Z0-9][.a-zA-Z0-9/-]+[a-zA-Z0-9]\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\Aofferset-[a-zA-Z0-9][.a-zA-Z0-9/-]+[a-zA-Z0-9]\z")]
    private static partial Regex OfferSetForm();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountForm();
}
