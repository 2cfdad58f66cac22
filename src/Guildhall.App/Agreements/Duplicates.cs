using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>
/// What an account has once at a time: an agreement on an offer that is not prepaid; and once for ever: a free trial of a product. Check 8 of storefront-and-procurement.md B.4, and B.8.
/// </summary>
internal static class Duplicates
{
    /// <summary>The refusal for the agreement that is there already; null when there is none, or it is the one to be replaced.</summary>
    public static Problem? Find(WriteScope scope, string account, string offer, string product, ImmutableArray<AcceptedTerm> terms, string? except)
    {
        foreach (var subject in Subjects(offer, product, terms))
        {
            if (scope.Find(AgreementTables.SoleAgreements, account, subject) is { AgreementId: { } there } && there != except)
                return AgreementProblems.Conflict("Agreement", there, subject == OfTrial(product) ? $"Account {account} has had a free trial of {product}." : $"Account {account} has an agreement on offer {offer} already.");
        }

        return null;
    }

    /// <summary>Remembers an agreement that others must not stand beside.</summary>
    public static void Keep(WriteScope scope, AgreementRow agreement, ImmutableArray<AcceptedTerm> terms)
    {
        foreach (var subject in Subjects(agreement.Offer, agreement.Product, terms))
            scope.Write(rows => rows.Put(new SoleAgreementRow { Account = agreement.Account, Subject = subject, AgreementId = agreement.Id }));
    }

    /// <summary>Makes room for another one; a trial's place stays taken.</summary>
    public static void Release(WriteScope scope, AgreementRow agreement, ImmutableArray<AcceptedTerm> terms)
    {
        if (!TermKinds.IsPrepaid(terms)) scope.Write(rows => rows.Put(new SoleAgreementRow { Account = agreement.Account, Subject = OfOffer(agreement.Offer) }));
    }

    private static IEnumerable<string> Subjects(string offer, string product, ImmutableArray<AcceptedTerm> terms)
    {
        if (!TermKinds.IsPrepaid(terms)) yield return OfOffer(offer);
        if (TermKinds.IsTrial(terms)) yield return OfTrial(product);
    }

    private static string OfOffer(string offer) => $"offer/{offer}";

    private static string OfTrial(string product) => $"trial/{product}";
}
