using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.PriceRules;

/// <summary>The price rules.</summary>
public sealed record PriceList(ListQuery Query, IReadOnlyList<PriceRuleView> Shown, int Count, DateOnly Today, bool Manages)
{
    /// <summary>What those are called for whom rules are; null for what has no name beside its id.</summary>
    public required Func<PriceTarget, string?> NameOf { get; init; }
}

/// <summary>A price rule with its versions, the newest first.</summary>
public sealed record PricePage(ImmutableArray<PriceRuleView> Versions, DateOnly Today, bool Manages)
{
    /// <summary>As of <see cref="PriceList.NameOf"/>.</summary>
    public required Func<PriceTarget, string?> NameOf { get; init; }

    public PriceRuleView Newest => Versions[0];

    public bool Changes => Manages && Newest.State(Today) is "InForce" or "Planned";
}

/// <summary>The form of a price rule with what was typed.</summary>
/// <param name="Id">The rule that gets a new version; null for a new rule.</param>
/// <param name="Version">The version of it that was seen.</param>
/// <param name="Tiers">One part a line: <c>1000 = 5</c>.</param>
public sealed record TypedPriceRule(string? Id, string Version, PriceRuleText Text, string Tiers)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>What it would have made of the last month; null until it is asked.</summary>
    public ImmutableArray<PriceEffect>? Effects { get; init; }

    public string Url => Id is null ? PriceAddresses.New : PriceAddresses.Of(Id) + "/version";

    internal static TypedPriceRule Read(PageCall call, string? id) => new(id, call.Text("version"), new PriceRuleText
    {
        Name = call.Text("name"),
        Kind = call.Text("kind"),
        Percent = call.Text("percent"),
        Tiers = [.. call.Text("tiers").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Part)],
        Fee = call.Text("fee"),
        Currency = call.Text("currency"),
        Scope = call.Text("scope"),
        ScopeValue = call.Text("scopeValue"),
        Target = call.Text("target"),
        TargetValue = call.Text("targetValue"),
        From = call.Text("from"),
        Until = call.Text("until"),
        Priority = call.Text("priority"),
    }, call.Text("tiers"));

    /// <summary>A new version, filled with what the rule says now.</summary>
    internal static TypedPriceRule Of(PriceRule rule, DateOnly from) => new(rule.Id, rule.Version.ToString(CultureInfo.InvariantCulture), new PriceRuleText
    {
        Name = rule.Name,
        Kind = PriceWords.Of(rule.Kind),
        Percent = rule.Kind is PriceKind.FixedFee or PriceKind.Tiered ? "" : $"{rule.Percent}",
        Fee = rule.Kind == PriceKind.FixedFee ? $"{rule.Fee}" : "",
        Currency = rule.Currency,
        Scope = PriceWords.Of(rule.Scope.Kind),
        ScopeValue = rule.Scope.Value,
        Target = PriceWords.Of(rule.Target.Kind),
        TargetValue = rule.Target.Value,
        From = $"{from:yyyy-MM-dd}",
        Priority = rule.Priority.ToString(CultureInfo.InvariantCulture),
    }, string.Join('\n', rule.Tiers.Select(t => $"{t.UpTo} = {t.Percent}".Trim())));

    private static PriceTierText Part(string line) => line.Split('=', 2) is [var upTo, var percent] ? new PriceTierText(upTo, percent) : new PriceTierText(null, line);
}
