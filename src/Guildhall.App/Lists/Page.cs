namespace Guildhall.App.Lists;

/// <summary>A page of a list. <paramref name="NextToken"/> is null on the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    public static Page<T> Empty { get; } = new([], null);
}
