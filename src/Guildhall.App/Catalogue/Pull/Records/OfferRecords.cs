using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;
using Guildhall.Domain;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>Offers and offer sets, from Discovery's form to the catalogue's. storefront-and-procurement.md A.7, E.4.</summary>
internal static class OfferRecords
{
    /// <param name="account">Whose calls these were: a private offer is for it, and nobody else is told.</param>
    public static JsonObject Of(string id, ToldOffer told, AccountId account, Findings findings) => new()
    {
        ["kind"] = "offer",
        ["id"] = id,
        ["product"] = told.Product,
        ["name"] = told.Offer.Copy("offerName"),
        ["seller"] = told.Offer.Find("sellerOfRecord").Copy("sellerProfileId"),
        ["state"] = "Released",
        ["buyerAccounts"] = told.IsPrivate ? new JsonArray(account.Value) : [],
        ["availableFrom"] = told.Offer.Time("availableFromTime", findings),
        ["expires"] = told.Offer.Time("expirationTime", findings),
        ["replaces"] = told.Offer.Copy("replacementAgreementId"),
        ["terms"] = TermRecords.Of(id, told.Terms, findings),
        ["withdrawn"] = null,
    };

    /// <param name="set">Of GetOfferSet.</param>
    public static JsonObject OfSet(string id, JsonElement set, Findings findings) => new()
    {
        ["kind"] = "offerSet",
        ["id"] = id,
        ["name"] = set.Copy("offerSetName"),
        ["seller"] = set.Find("sellerOfRecord").Copy("sellerProfileId"),
        ["offers"] = Copying.ListOf(set.Items("associatedEntities").Select(entity => entity.Find("offer").Copy("offerId"))),
        ["buyerNotes"] = set.Copy("buyerNotes"),
        ["availableFrom"] = set.Time("availableFromTime", findings),
        ["expires"] = set.Time("expirationTime", findings),
        ["withdrawn"] = null,
    };
}
