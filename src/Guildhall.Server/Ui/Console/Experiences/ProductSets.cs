using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>How an act on products goes into change sets, to be run one after another: a set has one change of a type for an entity, and that names 50 products. private-marketplace.md 2.1.2, 8.</summary>
internal static class ProductSets
{
    /// <summary>The sets with the products of each; the first makes a policy where there is none.</summary>
    public static IEnumerable<(ImmutableArray<string> Ids, IReadOnlyList<ChangeDraft> Changes)> Of(ProductAct act, Experience experience, IEnumerable<string> products, ProductNotes notes) =>
        products.Chunk(ProductChange.IdsLimit).Select((ids, place) => (
            ImmutableArray.Create(ids),
            (IReadOnlyList<ChangeDraft>)[.. Changes(act, experience, ids, notes).Where(c => place == 0 || c.ChangeType == act.ChangeType)]));

    /// <summary>So many products in words.</summary>
    public static string Count(int products) => products == 1 ? "1 product" : $"{products:N0} products";

    private static IEnumerable<ChangeDraft> Changes(ProductAct act, Experience experience, string[] ids, ProductNotes notes) =>
        ExperienceProductPages.Changes(act, experience, ids, notes.Text).Select(c => notes.Public && c.ChangeType == ProductAct.Deny.ChangeType
            ? RunningChange.Change(c.ChangeType, EntityType.Experience, experience.Id, new { Products = new[] { new { Ids = ids, Notes = notes.Text, NotesPublic = true } } })
            : c);
}

/// <summary>What is kept with products.</summary>
/// <param name="Public">Whether those who are refused a denied product read it.</param>
public readonly record struct ProductNotes(string Text, bool Public)
{
    internal static ProductNotes Of(PageCall call) => new(call.Text("notes"), call.Text("public").Length > 0 && call.Text("notes").Length > 0);
}
