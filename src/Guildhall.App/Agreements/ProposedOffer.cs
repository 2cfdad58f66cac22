using System.Text.Json;
using Guildhall.App.Governance;
using Guildhall.App.Offers;
using Guildhall.App.Search;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Agreements;

/// <summary>The offer that a proposal is of, with what the catalogue knows besides: check 4 of storefront-and-procurement.md B.4.</summary>
/// <param name="Proposer">The seller's account; null where the catalogue has none.</param>
internal sealed record ProposedOffer(Offer Offer, string ProductType, string? Proposer)
{
    private const string Member = "agreementProposalIdentifier";

    public static async Task<Result<ProposedOffer>> FindAsync(Database database, Marketplaces marketplaces, OfferQueries offers, AccountId account, string proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await offers.FindByProposalAsync(account, proposal, cancellation) is not { } offer) return AgreementProblems.NotFound("AgreementProposal", proposal);
        if (offer.HasExpired(now)) return AgreementProblems.Invalid("EXPIRED_AGREEMENT_PROPOSAL", "The offer of this proposal has expired.", Member);
        if (offer.IsOfTheFuture(now)) return AgreementProblems.Invalid("INVALID_AGREEMENT_PROPOSAL_IDENTIFIER", "The offer of this proposal is not open yet.", Member);
        if (offer.ProposalId != proposal) return AgreementProblems.Invalid("SUPERSEDED_AGREEMENT_PROPOSAL", "The terms of this proposal were changed; read the offer anew.", Member);
        var type = marketplaces.Catalogue.Find(offer.Product)?.Type ?? "SaaSProduct";
        return new ProposedOffer(offer, type, await AccountOfAsync(database, offer.Seller, cancellation));
    }

    private static async Task<string?> AccountOfAsync(Database database, string seller, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var document = await db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == "seller" && r.Id == seller).Select(r => r.Document).FirstOrDefaultAsync(cancellation);
        if (document is null) return null;
        using var read = JsonDocument.Parse(document);
        return read.RootElement.Word("accountId");
    }
}
