using System.Collections.Immutable;
using Guildhall.Domain.Governance;

namespace Guildhall.Domain.Agreements;

/// <summary>An agreement whose product is approved for its account on one side of a change only.</summary>
/// <param name="Approved">Whether it is after the change.</param>
public sealed record ConcernedAgreement(ActiveAgreement Agreement, bool Approved);

/// <summary>
/// The agreements that a change concerns. None of them is cut off by it: what a product that is not approved stops are renewals, additions and new purchases (private-marketplace.md 5.3).
/// </summary>
/// <param name="All">In the order they were given.</param>
public sealed record AgreementEffect(ImmutableArray<ConcernedAgreement> All)
{
    /// <summary>Agreements whose product would not be approved any more.</summary>
    public int NoLonger { get; } = All.Count(a => !a.Approved);

    /// <summary>Agreements whose product would be approved again.</summary>
    public int Again { get; } = All.Count(a => a.Approved);

    /// <summary>Those no longer approved that would go on by themselves, and will not.</summary>
    public int Renewals { get; } = All.Count(a => a is { Approved: false, Agreement.Renewal: not null });

    /// <summary>The first of those renewals; null without one.</summary>
    public DateTimeOffset? NextRenewal { get; } = All.Where(a => !a.Approved).Min(a => a.Agreement.Renewal);

    /// <summary>Those whose permission the change turns; see <see cref="PermissionTurns"/>.</summary>
    public static AgreementEffect Of(PermissionTurns turns, IEnumerable<ActiveAgreement> agreements)
    {
        var concerned = ImmutableArray.CreateBuilder<ConcernedAgreement>();
        foreach (var agreement in agreements)
        {
            if (turns.Of(agreement.Account.Value, agreement.Product.Value) is { } approved) concerned.Add(new ConcernedAgreement(agreement, approved));
        }

        return new AgreementEffect(concerned.ToImmutable());
    }
}
