using System.Collections.Immutable;

namespace Guildhall.App.Entitlements;

/// <summary>Which entitlements of a product are asked for: OR within a list, AND between them; an empty list asks nothing. storefront-and-procurement.md C.</summary>
public sealed record EntitlementFilter
{
    public ImmutableArray<string> Customers { get; init; } = [];

    public ImmutableArray<string> Accounts { get; init; } = [];

    public ImmutableArray<string> Dimensions { get; init; } = [];

    public ImmutableArray<string> Licences { get; init; } = [];

    /// <summary>What a page token is bound to.</summary>
    internal string Text => string.Join('\n', string.Join(' ', Customers), string.Join(' ', Accounts), string.Join('\u0001', Dimensions), string.Join(' ', Licences));

    internal bool Takes(Entitlement entitlement) =>
        Holds(Customers, entitlement.Customer) && Holds(Accounts, entitlement.Account.Value) && Holds(Dimensions, entitlement.Dimension) && Holds(Licences, entitlement.Licence);

    private static bool Holds(ImmutableArray<string> asked, string value) => asked.IsEmpty || asked.Contains(value);
}
