namespace Guildhall.App.Lists;

/// <summary>What a list of entities is sorted by. private-marketplace.md 2.6.</summary>
public enum ListOrder
{
    LastModifiedDate,
    EntityId,

    /// <summary>The name; a product's title.</summary>
    Name,
    Visibility,
}

/// <summary>Where an entity stands in an order: by number, then text, then id, so that no two stand at one place.</summary>
internal readonly record struct ListPosition(long Number, string Text, string Id)
{
    public static ListPosition Of(EntitySummary entity, ListOrder order) => order switch
    {
        ListOrder.LastModifiedDate => new(entity.LastModified.UtcTicks, "", entity.Id),
        ListOrder.EntityId => new(0, "", entity.Id),
        ListOrder.Name => new(0, entity.Name, entity.Id),
        ListOrder.Visibility => new(0, entity.Product?.Visibility.ToString() ?? "", entity.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    public int CompareTo(in ListPosition other)
    {
        var byNumber = Number.CompareTo(other.Number);
        if (byNumber != 0) return byNumber;
        var byText = string.CompareOrdinal(Text, other.Text);
        return byText != 0 ? byText : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>As it stands in a page token.</summary>
    public string Write() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}|{Id}|{Text}");

    /// <summary>What <see cref="Write"/> wrote; null for anything else.</summary>
    public static ListPosition? Read(string? text) =>
        text?.Split('|', 3) is [var number, var id, var rest] && long.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? new ListPosition(value, rest, id)
            : null;
}
