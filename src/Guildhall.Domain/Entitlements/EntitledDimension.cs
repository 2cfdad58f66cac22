using System.Collections.Immutable;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Entitlements;

/// <summary>How much of a dimension an agreement gives. storefront-and-procurement.md C.</summary>
/// <param name="Quantity">Null: as much as is wanted.</param>
public readonly record struct EntitledDimension(string Dimension, int? Quantity)
{
    /// <summary>What the terms give, each dimension once: the quantities of a contract, the grants of a fixed price or a trial. Usage gives nothing beforehand.</summary>
    public static ImmutableArray<EntitledDimension> Of(ImmutableArray<AcceptedTerm> terms) =>
    [
        .. from entitled in terms.SelectMany(Of)
           group entitled.Quantity by entitled.Dimension into same
           orderby same.Key
           select new EntitledDimension(same.Key, Sum(same)),
    ];

    private static IEnumerable<EntitledDimension> Of(AcceptedTerm accepted) => accepted switch
    {
        { Configuration: UpfrontChoice choice } => choice.Dimensions.Where(q => q.Value > 0).Select(q => new EntitledDimension(q.Dimension, q.Value)),
        { Term: FixedUpfrontPricingTerm prepaid } => prepaid.Grants.Select(Granted),
        { Term: FreeTrialPricingTerm trial } => trial.Grants.Select(Granted),
        _ => [],
    };

    private static EntitledDimension Granted(Grant grant) => new(grant.Dimension, grant.MaxQuantity);

    /// <summary>At most what AWS's whole number holds.</summary>
    private static int? Sum(IEnumerable<int?> quantities) => quantities.Aggregate((int?)0, (sum, next) => sum is { } one && next is { } other ? (int)Math.Min((long)one + other, int.MaxValue) : null);
}
