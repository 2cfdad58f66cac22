using System.Collections.Immutable;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Products;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary>A checkout with what was typed.</summary>
/// <param name="Chosen">The organization that the account is made in or joins; null while there is a choice.</param>
/// <param name="Manages">Whether organization, place and address may be chosen.</param>
public sealed record Checkout(IReadOnlyList<OrderableLink> Organizations, OrderableLink? Chosen, bool Manages)
{
    public required OfferedProduct Offered { get; init; }

    public AccountProduct Product => Offered.Product;

    public required Func<string, string> Typed { get; init; }

    /// <summary>The boxes that were ticked.</summary>
    public required IReadOnlyList<string> Confirmed { get; init; }

    /// <summary>Makes sending the order twice harmless.</summary>
    public required string Key { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public bool Review { get; init; }

    /// <summary>Whether an approver has to agree before anything is done.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Whether an organization is to be chosen.</summary>
    public bool Choice => Manages && Organizations.Count > 1;

    /// <summary>The steps are counted as they are shown: without a choice of organization it is none (vendor-integration.md 12).</summary>
    public int DetailsStep => Choice ? 3 : 2;

    /// <summary>The last one.</summary>
    public int ReviewStep => DetailsStep + 1;

    /// <summary>Whether the company or the product may say where the account is made, when nobody chooses.</summary>
    public bool MayBeLeft => Product.Companies.Any(c => c.Organization is not null);

    /// <summary>The fields of the product's own, with what they are called.</summary>
    public ImmutableArray<(string Field, string Title)> Own => [.. Product.Fields.Select(f => (FieldOf(f), f.Label))];

    /// <summary>What a field of the product's own is called in the form.</summary>
    internal static string FieldOf(ProductField field) => FieldPrefix + field.Id;

    internal const string FieldPrefix = "field-";

    /// <summary>What was typed, as a review tells it.</summary>
    internal string Told(string field) =>
        Product.Fields.Any(f => f.Kind == FieldKind.Checkbox && FieldOf(f) == field) ? Typed(field) == "true" ? "Yes" : "No" : Typed(field);

    /// <summary>Whether whoever orders has the field.</summary>
    internal bool Has(string field) => field switch
    {
        "organization" => Choice,
        "parent" or "email" => Manages,
        "client-key" => false,
        _ when field.StartsWith(FieldPrefix, StringComparison.Ordinal) => Product.Fields.Any(f => FieldOf(f) == field),
        _ => true,
    };
}
