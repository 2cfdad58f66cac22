using System.Collections.Immutable;
using Guildhall.App.Vending;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary>A checkout with what was typed.</summary>
/// <param name="Chosen">The organization that the account is made in or joins; null while there is a choice.</param>
/// <param name="Manages">Whether organization, place and address may be chosen.</param>
public sealed record Checkout(IReadOnlyList<OrderableLink> Organizations, OrderableLink? Chosen, bool Manages)
{
    public required Func<string, string> Typed { get; init; }

    /// <summary>The boxes that were ticked.</summary>
    public required IReadOnlyList<string> Confirmed { get; init; }

    /// <summary>Makes sending the order twice harmless.</summary>
    public required string Key { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public bool Review { get; init; }

    /// <summary>Whether an approver has to agree before anything is done.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Whether an organization is to be chosen.</summary>
    public bool Choice => Manages && Organizations.Count > 1;

    /// <summary>The steps are counted as they are shown: without a choice of organization it is none (vendor-integration.md 12).</summary>
    public int DetailsStep => Choice ? 3 : 2;

    /// <summary>The last one.</summary>
    public int ReviewStep => DetailsStep + 1;

    /// <summary>Whether whoever orders has the field.</summary>
    internal bool Has(string field) => field switch
    {
        "organization" => Choice,
        "parent" or "email" => Manages,
        "client-key" => false,
        _ => true,
    };
}
