using System.Collections.Immutable;
using System.Globalization;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Prices;

/// <summary>One part of a tiered rule as it is typed.</summary>
public sealed record PriceTierText(string? UpTo, string? Percent);

/// <summary>A price rule as it is typed: on a page, in a command, in a document. vendor-integration.md 15.4.</summary>
public sealed record PriceRuleText
{
    public string? Name { get; init; }

    /// <summary>One of <see cref="PriceWords.Kinds"/>.</summary>
    public string? Kind { get; init; }

    public string? Percent { get; init; }

    public ImmutableArray<PriceTierText> Tiers { get; init; } = [];

    public string? Fee { get; init; }

    public string? Currency { get; init; }

    /// <summary>One of <see cref="PriceWords.Scopes"/>; empty for everything.</summary>
    public string? Scope { get; init; }

    public string? ScopeValue { get; init; }

    /// <summary>One of <see cref="PriceWords.Targets"/>; empty for all.</summary>
    public string? Target { get; init; }

    public string? TargetValue { get; init; }

    /// <summary>Such as <c>2026-12-01</c>.</summary>
    public string? From { get; init; }

    public string? Until { get; init; }

    public string? Priority { get; init; }

    /// <summary>A draft of the rule, without id, version and time. Refused: everything that is wrong, by the member's name.</summary>
    public Result<PriceRule> Read()
    {
        var wrong = new List<Problem>();
        var kind = Known(PriceWords.Kinds, Kind, nameof(Kind), wrong);
        var (scope, target) = (Known(PriceWords.Scopes, Given(Scope) ?? "everything", nameof(Scope), wrong), Known(PriceWords.Targets, Given(Target) ?? "all", nameof(Target), wrong));
        if (scope == PriceScopeKind.Everything && Given(ScopeValue) is not null) wrong.Add(Problem.Malformed("Everything needs no value.", nameof(ScopeValue)));
        if (target == PriceTargetKind.All && Given(TargetValue) is not null) wrong.Add(Problem.Malformed("All needs no value.", nameof(TargetValue)));
        wrong.AddRange(Stray(kind));
        var rule = new PriceRule
        {
            Id = "",
            Version = 0,
            Made = default,
            Name = Name?.Trim() ?? "",
            Kind = kind,
            Percent = kind is PriceKind.FixedFee or PriceKind.Tiered ? Domain.Billing.Percent.Zero : Read(Domain.Billing.Percent.Read(Given(Percent), -100, 1_000, nameof(Percent)), wrong),
            Tiers = kind == PriceKind.Tiered ? [.. Tiers.Select(t => TierOf(t, wrong))] : [],
            Fee = kind == PriceKind.FixedFee ? AmountOf(Fee, nameof(Fee), wrong) : Amount.Zero,
            Currency = kind == PriceKind.FixedFee ? Given(Currency)?.ToUpperInvariant() : null,
            Scope = new PriceScope(scope, Given(ScopeValue) ?? ""),
            Target = new PriceTarget(target, Given(TargetValue) ?? ""),
            From = Day(From, nameof(From), wrong) ?? default,
            Until = Given(Until) is null ? null : Day(Until, nameof(Until), wrong),
            Priority = Given(Priority) is { } typed ? Number(typed, wrong) : 0,
        };
        if (Given(From) is null) wrong.Add(Problem.Malformed("The first day, such as 2026-12-01.", nameof(From)));
        if (wrong.Count == 0) wrong.AddRange(PriceRuleFaults.Of(rule).Select(p => p.Member is "Scope" or "Target" ? p with { Member = p.Member + "Value" } : p));
        return wrong.Count == 0 ? rule : wrong.DistinctBy(p => p.Member).ToImmutableArray();
    }

    /// <summary>What another kind of rule has.</summary>
    private IEnumerable<Problem> Stray(PriceKind kind)
    {
        if (kind is PriceKind.FixedFee or PriceKind.Tiered && Given(Percent) is not null) yield return Problem.Malformed("This kind of rule has no percentage of its own.", nameof(Percent));
        if (kind != PriceKind.Tiered && Tiers.Length > 0) yield return Problem.Malformed("Only a tiered rule has parts.", nameof(Tiers));
        if (kind != PriceKind.FixedFee && Given(Fee) is not null) yield return Problem.Malformed("Only a fixed fee has an amount.", nameof(Fee));
        if (kind != PriceKind.FixedFee && Given(Currency) is not null) yield return Problem.Malformed("Only a fixed fee has a currency.", nameof(Currency));
    }

    private static PriceTier TierOf(PriceTierText text, List<Problem> wrong) =>
        new(Given(text.UpTo) is { } typed ? AmountOf(typed, nameof(Tiers), wrong) : null, Read(Domain.Billing.Percent.Read(Given(text.Percent), -100, 1_000, nameof(Tiers)), wrong));

    private static Amount AmountOf(string? typed, string member, List<Problem> wrong)
    {
        if (decimal.TryParse(Given(typed), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && decimal.Round(number, 10) == number && Amount.Of(number) is { } amount)
            return amount;
        wrong.Add(Problem.Malformed("An amount is a number such as 250 or 99.50.", member));
        return Amount.Zero;
    }

    private static DateOnly? Day(string? typed, string member, List<Problem> wrong)
    {
        if (DateOnly.TryParseExact(Given(typed), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200) return day;
        wrong.Add(Problem.Malformed("A day such as 2026-12-01.", member));
        return null;
    }

    private static int Number(string typed, List<Problem> wrong)
    {
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        wrong.Add(Problem.Malformed("A priority between 0 and 1,000.", nameof(Priority)));
        return 0;
    }

    private static T Read<T>(Result<T> read, List<Problem> wrong)
        where T : struct
    {
        if (!read.Refused) return read.Value;
        wrong.AddRange(read.Problems);
        return default;
    }

    private static T Known<T>(ImmutableSortedDictionary<string, T> words, string? typed, string member, List<Problem> wrong)
        where T : struct
    {
        if (Given(typed) is { } word && words.TryGetValue(word, out var value)) return value;
        wrong.Add(Problem.Malformed($"One of {string.Join(", ", words.OrderBy(w => w.Value).Select(w => w.Key))}.", member));
        return default;
    }

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
