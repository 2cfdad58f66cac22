using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Storefront.Subscriptions;

/// <summary><c>/subscriptions</c>: what the account one acts for has agreed on. storefront-and-procurement.md D.5.</summary>
internal sealed class SubscriptionListPages(Installation guildhall)
{
    /// <summary>What one's policies must allow to see the list.</summary>
    public const string Action = "aws-marketplace:SearchAgreements";

    private static readonly string[] Kept = ["status", "type"];

    public void Map(PageRoutes pages)
    {
        pages.Get("/subscriptions", Action, async (call, cancellation) =>
        {
            var query = QueryOf(call);
            var found = await FindAsync(call, query, query.Skip, ListQuery.PageSize, cancellation);
            return found.Refused ? new PageAnswer.Refused(found.Problems) : PageAnswer.Storefront<SubscriptionsView>("Your subscriptions", new OwnSubscriptions(query, found.Value));
        });
        pages.Get("/subscriptions.csv", Action, async (call, cancellation) =>
        {
            var found = await FindAsync(call, QueryOf(call), 0, int.MaxValue, cancellation);
            return found.Refused ? new PageAnswer.Refused(found.Problems) : Csv(found.Value);
        });
    }

    private Task<Result<FoundSubscriptions>> FindAsync(PageCall call, ListQuery query, int skip, int take, CancellationToken cancellation) => guildhall.AgreementListing.ListAsync(
        call.Caller,
        new SubscriptionSearch
        {
            Text = query.Text,
            Status = ListQuery.Named<AgreementStatus>(query.Value("status")),
            Type = query.Value("type") is { Length: > 0 } type ? type : null,
            Sort = ListQuery.Named<SubscriptionSort>(query.Sort) ?? SubscriptionSort.Start,
            Down = query.Down,
            Skip = skip,
            Take = take,
        },
        cancellation);

    private static PageAnswer Csv(FoundSubscriptions found) => CsvFile.Of(
        "subscriptions",
        ["Id", "Product", "Product id", "Type", "Seller", "Offer", "Offer id", "Status", "Accepted", "Start", "End", "Auto-renew", "Value", "Currency", "Entitlement", "Approved"],
        found.Subscriptions.Select(s => (IReadOnlyList<object?>)
        [
            s.Agreement.Id, s.Title, s.Agreement.Product.Value, s.Agreement.ProductType, s.Seller, s.OfferName, s.Agreement.Offer, AgreementState.WordOf(s.Agreement.Status), s.Agreement.Accepted, s.Agreement.Start,
            s.Agreement.End, s.Agreement.AutoRenew ? "On" : "Off", Amounts.Of(s.Agreement.Value), s.Agreement.Currency, s.Agreement.Entitlement.Word(), s.WillNotRenew ? "No" : "",
        ]));

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "start", down: true, Kept);
}

/// <summary>A part of the account's subscriptions.</summary>
public sealed record OwnSubscriptions(ListQuery Query, FoundSubscriptions Found)
{
    /// <summary>Whether the reader looks for some of them.</summary>
    public bool Filtered => Query.HasFilter || Query.Kept.Length > 0;
}
