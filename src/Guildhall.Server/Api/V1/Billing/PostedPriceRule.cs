using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>A price rule as the own API takes it. vendor-integration.md 15.4.</summary>
internal sealed record PostedPriceRule(
    string? Name = null, string? Kind = null, decimal? Percent = null, PostedTier?[]? Tiers = null, decimal? Fee = null, string? Currency = null, string? Scope = null, string? ScopeValue = null,
    string? Target = null, string? TargetValue = null, string? From = null, string? Until = null, int? Priority = null, string? Replaces = null)
{
    /// <summary>The draft, and in a preview the rule that it replaces. Refused: what is no JSON of a price rule, everything wrong with it.</summary>
    public static Result<(PriceRule Draft, string? Replaces)> Read(ReadOnlyMemory<byte> body, bool preview = false)
    {
        var read = JsonBody.Read(body.Span, PostedBillingJson.Default.PostedPriceRule, "VALIDATION_ERROR");
        if (read.Error is { } error) return Problem.Malformed(error.Message);
        if (read.Value.Tiers?.Contains(null) == true) return Problem.Malformed("tiers has parts.", "tiers");
        if (!preview && read.Value.Replaces is not null) return Problem.Malformed("Only a preview says what it replaces.", "replaces");
        var draft = read.Value.Text.Read();
        return draft.Refused ? draft.Problems : (draft.Value, read.Value.Replaces);
    }

    private PriceRuleText Text => new()
    {
        Name = Name,
        Kind = Kind,
        Percent = Written(Percent),
        Tiers = (Tiers ?? []).Select(t => new PriceTierText(Written(t!.UpTo), Written(t.Percent))).ToImmutableArray(),
        Fee = Written(Fee),
        Currency = Currency,
        Scope = Scope,
        ScopeValue = ScopeValue,
        Target = Target,
        TargetValue = TargetValue,
        From = From,
        Until = Until,
        Priority = Priority?.ToString(CultureInfo.InvariantCulture),
    };

    private static string? Written(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <param name="UpTo">Null in the last part.</param>
internal sealed record PostedTier(decimal? UpTo = null, decimal? Percent = null);

/// <param name="Until">The last day; null: today, or never for a rule that has not begun.</param>
internal sealed record PostedEnd(string? Until = null);

/// <param name="Rate">How much of <paramref name="To"/> one of <paramref name="From"/> is.</param>
internal sealed record PostedRate(string? Period = null, string? From = null, string? To = null, decimal? Rate = null);

/// <param name="OrganizationId">Its id; null for the caller's own.</param>
/// <param name="DryRun">Only tells what closing would make.</param>
internal sealed record PostedClose(string? Period = null, string? OrganizationId = null, bool DryRun = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 5)]
[JsonSerializable(typeof(PostedPriceRule))]
[JsonSerializable(typeof(PostedSettings))]
[JsonSerializable(typeof(PostedEnd))]
[JsonSerializable(typeof(PostedRate))]
[JsonSerializable(typeof(PostedClose))]
internal sealed partial class PostedBillingJson : JsonSerializerContext;
