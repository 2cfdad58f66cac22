using System.Collections.Immutable;
using System.Text.Json;

namespace Guildhall.App.Search;

/// <summary>Reads members of documents that an import has checked.</summary>
internal static class DocumentMembers
{
    /// <summary>Null also when it is empty.</summary>
    public static string? Word(this JsonElement of, string member) => SearchTexts.Text(of, member) is { Length: > 0 } text ? text : null;

    public static ImmutableArray<T> Each<T>(this JsonElement of, string member, Func<JsonElement, T> read) =>
        of.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(read)] : [];
}
