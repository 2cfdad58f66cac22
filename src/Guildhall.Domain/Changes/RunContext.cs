using System.Collections.Immutable;
using Guildhall.Domain.Access;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Changes;

/// <summary>What a run needs besides the state: who, when, new ids, the catalogue, the logos fetched beforehand.</summary>
public sealed record RunContext(Actor Actor, DateTimeOffset Now, IdSource Ids, ProductCatalogue Catalogue)
{
    /// <summary>Keep ids the catalogue does not have instead of refusing them (<c>catalog:unknownProducts = accept</c>, private-marketplace.md 4.5).</summary>
    public bool AcceptUnknownProducts { get; init; }

    /// <summary>What became of each logo URL the set names (<see cref="BrandingLogo.NamedBy"/>): fetched before the run, because rules do no I/O.</summary>
    public IReadOnlyDictionary<string, LogoCopy> Logos { get; init; } = ImmutableDictionary<string, LogoCopy>.Empty;

    /// <summary>
    /// Principals that other change sets, accepted earlier and still open, associate or disassociate: this one fails on them with
    /// <c>ENTITY_IN_USE</c> (private-marketplace.md 2.1.2).
    /// </summary>
    public IReadOnlySet<PrincipalId> PrincipalsInUse { get; init; } = ImmutableHashSet<PrincipalId>.Empty;

    /// <summary>How long a request stays open. private-marketplace.md 5.6.</summary>
    public TimeSpan RequestLifetime { get; init; } = TimeSpan.FromDays(30);
}
