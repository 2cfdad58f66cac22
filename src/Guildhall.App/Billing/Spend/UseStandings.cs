using Guildhall.Domain;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Billing.Spend;

/// <summary>An account of the tree.</summary>
/// <param name="Node">Null when it is not in the organization any more.</param>
internal sealed record UsePlace(string Account, int? Node);

/// <summary>A product as it is decided about.</summary>
/// <param name="Id">Null for one that the catalogue does not have.</param>
/// <param name="Number">Its place in the catalogue; less than 0 when it has none.</param>
internal sealed record UseSubject(ProductId? Id, int Number)
{
    public static UseSubject Of(GovernanceSnapshot governance, ProductId? product) => new(product, product is { } id ? governance.Catalogue.NumberOf(id.Value) : -1);
}

/// <summary>What governs an account says today of a product that it pays for.</summary>
internal static class UseStandings
{
    /// <returns>With what governs the account; null when nothing does, or the catalogue does not have the product.</returns>
    public static (UseStanding Standing, EntityId? Experience) Of(GovernanceSnapshot governance, UsePlace place, UseSubject product)
    {
        if (product.Id is not { } known) return (UseStanding.NotInCatalogue, null);
        // By numbers where there are any: a dashboard asks this of every charge.
        var decision = place.Node is { } node && product.Number >= 0 ? governance.Decide(node, product.Number) : governance.Decide(place.Account, known.Value);
        var standing = decision.Reason switch
        {
            DecisionReason.AccountNotFound => UseStanding.Left,
            DecisionReason.ProductNotFound => UseStanding.NotInCatalogue,
            DecisionReason.NotGoverned or DecisionReason.NoPolicy => UseStanding.NotGoverned,
            _ => decision.Decision == Decision.Allow ? UseStanding.Approved : UseStanding.NotApproved,
        };
        return (standing, decision.Experience);
    }
}
