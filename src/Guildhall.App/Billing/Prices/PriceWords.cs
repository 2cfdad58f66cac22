using System.Collections.Immutable;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Prices;

/// <summary>The words of kinds, scopes and targets of price rules, and of what becomes of credits, in documents and commands: <c>fixedFee</c>.</summary>
public static class PriceWords
{
    public static ImmutableSortedDictionary<string, PriceKind> Kinds { get; } = Words<PriceKind>();

    public static ImmutableSortedDictionary<string, PriceScopeKind> Scopes { get; } = Words<PriceScopeKind>();

    public static ImmutableSortedDictionary<string, PriceTargetKind> Targets { get; } = Words<PriceTargetKind>();

    public static ImmutableSortedDictionary<string, CreditHandling> Credits { get; } = Words<CreditHandling>();

    public static string Of<T>(T value)
        where T : struct, Enum => Of(value.ToString());

    /// <param name="name">An enumeration's, as it is stored.</param>
    public static string Of(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    internal static ImmutableSortedDictionary<string, T> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToImmutableSortedDictionary(Of, v => v, StringComparer.OrdinalIgnoreCase);
}
