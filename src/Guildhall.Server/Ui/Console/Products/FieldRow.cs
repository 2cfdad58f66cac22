using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Products;

/// <summary>A field of the form extension as it stands in the form.</summary>
public sealed record FieldRow
{
    public string Id { get; init; } = "";

    public string Label { get; init; } = "";

    public FieldKind Kind { get; init; }

    /// <summary>One a line.</summary>
    public string Choices { get; init; } = "";

    public bool Required { get; init; }

    public string Help { get; init; } = "";

    public string Tag { get; init; } = "";

    internal bool IsEmpty => Id.Length == 0 && Label.Length == 0;

    internal static FieldRow Of(ProductField field) => new()
    {
        Id = field.Id,
        Label = field.Label,
        Kind = field.Kind,
        Choices = string.Join('\n', field.Choices),
        Required = field.Required,
        Help = field.Help ?? "",
        Tag = field.Tag ?? "",
    };

    /// <summary>The row of that number, as it was typed.</summary>
    internal static FieldRow In(PageCall call, int row) => new()
    {
        Id = call.Text($"f{row}-id"),
        Label = call.Text($"f{row}-label"),
        Kind = Enum.TryParse<FieldKind>(call.Text($"f{row}-kind"), out var kind) ? kind : FieldKind.Text,
        Choices = call.Text($"f{row}-choices"),
        Required = call.Text($"f{row}-required") == "on",
        Help = call.Text($"f{row}-help"),
        Tag = call.Text($"f{row}-tag"),
    };

    internal ProductField Read() => new(Id, Label, Kind)
    {
        Required = Required,
        Help = Help.Length == 0 ? null : Help,
        Choices = Kind == FieldKind.Choice ? [.. KeyValues.Lines(Choices)] : [],
        Tag = Tag.Length == 0 ? null : Tag,
    };
}
