using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>Sums by currency as they are stored: <c>{"USD":"12.34"}</c>.</summary>
internal static class SumsText
{
    public static string Write(ImmutableSortedDictionary<string, AmountSum> sums) => JsonSerializer.Serialize(sums.ToDictionary(s => s.Key, s => s.Value.ToString()));

    public static ImmutableSortedDictionary<string, AmountSum> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToImmutableSortedDictionary(s => s.Key, s => AmountSum.Parse(s.Value), StringComparer.Ordinal);
}
