using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Guildhall.Domain.Products;

/// <summary>One element of <c>Products</c> in an allow, deny or remove: ids that share their notes. private-marketplace.md 4.5.</summary>
/// <param name="Ids">At least one product id.</param>
/// <param name="Notes">At most 1,024 characters, kept with each of the products.</param>
/// <param name="NotesPublic">Guildhall's own: whether those who are refused a denied product read its notes. private-marketplace.md 7.3.</param>
public sealed partial record ProductItem(ImmutableArray<string> Ids, string? Notes = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool NotesPublic = false)
{
    internal IEnumerable<Problem> Validate(string member)
    {
        if (Ids.IsEmpty) yield return Problem.Malformed($"{member}.Ids must name a product.", $"{member}.Ids");
        foreach (var problem in Ids.SelectMany((id, i) => ValidateId(id, $"{member}.Ids[{i}]"))) yield return problem;
        foreach (var problem in Texts.Length(Notes, 1_024, $"{member}.Notes")) yield return problem;
    }

    /// <summary>Product ids have 1 to 64 letters, digits, hyphens and underscores: the catalogue takes no others.</summary>
    public static bool IsId(string? text) => text is not null && Form().IsMatch(text);

    internal static IEnumerable<Problem> ValidateId(string? id, string member) => IsId(id)
        ? []
        : [Problem.Malformed($"{member} is no product id.", member)];

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Form();
}
