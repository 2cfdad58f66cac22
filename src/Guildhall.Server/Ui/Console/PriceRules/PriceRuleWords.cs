using Guildhall.App.Billing.Prices;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;
using Guildhall.Server.Ui.Storefront;

namespace Guildhall.Server.Ui.Console.PriceRules;

/// <summary>How price rules are told on pages.</summary>
internal static class PriceRuleWords
{
    public static StatusKind KindOf(string state) => state switch
    {
        "InForce" => StatusKind.Good,
        "Planned" => StatusKind.Waiting,
        _ => StatusKind.Inactive,
    };

    public static string StateOf(string state) => state switch
    {
        "InForce" => "In force",
        "TakenOut" => "Taken out",
        _ => state,
    };

    public static string Of(PriceKind kind) => kind switch
    {
        PriceKind.FixedFee => "Fixed fee",
        PriceKind.ManagedService => "Managed service",
        _ => kind.ToString(),
    };

    public static string Of(PriceScopeKind kind) => kind switch
    {
        PriceScopeKind.BillingEntity => "Billing entity",
        PriceScopeKind.LineItemType => "Line item type",
        PriceScopeKind.UsageType => "Usage type",
        PriceScopeKind.MarketplaceProduct => "AWS Marketplace product",
        _ => kind.ToString(),
    };

    /// <summary>What it does, in a few words.</summary>
    public static string What(PriceRule rule) => rule.Kind switch
    {
        PriceKind.FixedFee => $"{MoneyText.Of(rule.Fee.ToDecimal(), rule.Currency)} a month for each account",
        PriceKind.Tiered => string.Join(", ", rule.Tiers.Select(t => t.UpTo is { } end ? $"{t.Percent} % to {MoneyText.Of(end.ToDecimal(), null)}" : $"{t.Percent} % beyond")),
        PriceKind.Discount => $"{rule.Percent} % less",
        PriceKind.ManagedService => $"{rule.Percent} % of the {(rule.Scope.Kind == PriceScopeKind.Everything ? "total" : "scope's costs")}",
        _ => $"{rule.Percent} % more",
    };

    public static string Scope(PriceRule rule) => rule.Scope.Kind == PriceScopeKind.Everything ? "Everything" : $"{Of(rule.Scope.Kind)} {rule.Scope.Value}";

    /// <param name="name">What it is called; null where it has no name beside its id.</param>
    public static string Target(PriceTarget target, string? name) => target.Kind switch
    {
        PriceTargetKind.All => "All",
        _ when name is null => $"{target.Kind} {target.Value}",
        PriceTargetKind.Account => $"Account {name} ({Grouped.Of(target.Value)})",
        _ => $"{target.Kind} {name} ({target.Value})",
    };

    /// <summary>The days on which it holds.</summary>
    public static string Days(PriceRuleView view) => view.TakenOut ? "never" : $"{view.Rule.From:yyyy-MM-dd} to {(view.Rule.Until is { } until ? $"{until:yyyy-MM-dd}" : "further notice")}";
}
