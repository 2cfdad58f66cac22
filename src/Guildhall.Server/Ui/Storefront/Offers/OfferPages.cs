using Guildhall.App;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Offers;

/// <summary><c>/offers/ID</c>: the link that a private offer is sent as. It opens the product for the accounts that the offer names, and for nobody else (M-19).</summary>
internal sealed class OfferPages(Installation guildhall)
{
    public void Map(PageRoutes pages) => pages.Get("/offers/{id}", "aws-marketplace:GetOffer", async (call, cancellation) =>
        await guildhall.Offers.FindAsync(call.Caller.Account, call.Route("id"), cancellation) is { } offer
            ? new PageAnswer.SeeOther($"/products/{offer.Product}#{offer.Id}")
            : new PageAnswer.Refused(Problem.NotFound("There is no such offer for this account. A private offer opens for the accounts that it names.")));
}
