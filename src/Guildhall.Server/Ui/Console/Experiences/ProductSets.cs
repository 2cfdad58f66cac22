using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>How an act on products goes into change sets, to be run one after another: a set has one change of a type for an entity, and that names 50 products. private-marketplace.md 2.1.2, 8.</summary>
internal static class ProductSets
{
    /// <summary>The sets with the products of each.</summary>
    /// <param name="lacksPolicy">Whether the first makes a procurement policy: as it was when the act was asked about, so that the same form, sent again, is the same sets.</param>
    public static IEnumerable<(ImmutableArray<string> Ids, IReadOnlyList<ChangeDraft> Changes)> Of(ProductAct act, Experience experience, bool lacksPolicy, IEnumerable<string> products, ProductNotes notes) =>
        products.Chunk(ProductChange.IdsLimit).Select((ids, place) => (
            ImmutableArray.Create(ids),
            act.Changes(experience.Id, experience.Name, place == 0 && lacksPolicy, ids, notes.Text, notes.Public && act == ProductAct.Deny)));

    /// <summary>So many products in words.</summary>
    public static string Count(int products) => products == 1 ? "1 product" : $"{products:N0} products";
}

/// <summary>What is kept with products.</summary>
/// <param name="Public">Whether those who are refused a denied product read it.</param>
public readonly record struct ProductNotes(string Text, bool Public)
{
    internal static ProductNotes Of(PageCall call) => new(call.Text("notes"), call.Text("public").Length > 0 && call.Text("notes").Length > 0);
}
