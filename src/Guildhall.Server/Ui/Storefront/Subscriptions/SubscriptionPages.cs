using Guildhall.App;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Subscriptions;

/// <summary><c>/subscriptions/ID</c>: one agreement of the account, and what its buyer can do with it. storefront-and-procurement.md D.5, B.9.</summary>
internal sealed class SubscriptionPages(Installation guildhall)
{
    /// <summary>What one's policies must allow to end an agreement.</summary>
    internal const string CancelAction = "aws-marketplace:CancelAgreement";

    private readonly SubscriptionDoor _door = new(guildhall);

    public void Map(PageRoutes pages)
    {
        new SubscriptionListPages(guildhall).Map(pages);
        new AmendPages(guildhall).Map(pages);
        new PurchaseOrderPages(guildhall).Map(pages);
        new SetUpAccountPages(guildhall).Map(pages);
        pages.Get("/subscriptions/{id}", "aws-marketplace:DescribeAgreement", (call, cancellation) =>
            _door.OpenAsync(call, scene => ValueTask.FromResult<PageAnswer>(PageAnswer.Storefront<SubscriptionView>(scene.Subscription.Title, scene, SubscriptionDoor.Above)), cancellation));
        pages.Get("/subscriptions/{id}/cancel", CancelAction, (call, cancellation) =>
            _door.OpenAsync(call, scene => ValueTask.FromResult<PageAnswer>(PageAnswer.Storefront<CancelView>("Cancel subscription", scene, SubscriptionDoor.Above, SubscriptionDoor.Of(scene))), cancellation));
        pages.Post("/subscriptions/{id}/cancel", CancelAction, (call, cancellation) => _door.OpenAsync(call, scene => CancelAsync(call, scene, cancellation), cancellation));
    }

    private async ValueTask<PageAnswer> CancelAsync(PageCall call, SubscriptionScene scene, CancellationToken cancellation)
    {
        var cancelled = await guildhall.Agreements.CancelAsync(call.Caller, scene.Agreement.Id, call.RequestId, cancellation);
        return cancelled.Refused ? new PageAnswer.Refused(cancelled.Problems) : new PageAnswer.SeeOther(scene.Path, Flash.Done("Cancelled."));
    }
}
