using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Subscriptions;

/// <summary><c>/subscriptions/ID/purchase-orders</c>: the purchase order number of each charge. storefront-and-procurement.md B.6, D.5.</summary>
internal sealed class PurchaseOrderPages(Installation guildhall)
{
    /// <summary>What one's policies must allow.</summary>
    internal const string Action = "aws-marketplace:UpdatePurchaseOrders";

    private readonly SubscriptionDoor _door = new(guildhall);

    public void Map(PageRoutes pages)
    {
        pages.Get("/subscriptions/{id}/purchase-orders", Action, (call, cancellation) =>
            _door.OpenAsync(call, scene => ValueTask.FromResult<PageAnswer>(Ask(scene, charge => scene.Charges.First(c => c.Id == charge).PurchaseOrder ?? "", [])), cancellation));
        pages.Post("/subscriptions/{id}/purchase-orders", Action, (call, cancellation) => _door.OpenAsync(call, scene => SaveAsync(call, scene, cancellation), cancellation));
    }

    private static PageAnswer.View Ask(SubscriptionScene scene, Func<string, string> typed, ImmutableArray<Problem> problems) =>
        PageAnswer.Storefront<PurchaseOrdersView>("Purchase order numbers", new PurchaseOrderScene(scene, typed, problems), SubscriptionDoor.Above, SubscriptionDoor.Of(scene)) with { Status = UiProblems.StatusOf(problems) };

    /// <summary>Those that are other ones now, all or none.</summary>
    private async ValueTask<PageAnswer> SaveAsync(PageCall call, SubscriptionScene scene, CancellationToken cancellation)
    {
        ImmutableArray<PurchaseOrder> changed =
        [
            .. from charge in scene.Charges
               where call.Form.ContainsKey(charge.Id) && call.Text(charge.Id) != (charge.PurchaseOrder ?? "")
               select new PurchaseOrder(charge.Id, call.Given(charge.Id), Revision(call, charge.Id), scene.Agreement.Id),
        ];
        if (changed.IsEmpty) return new PageAnswer.SeeOther(scene.Path, new Flash(FlashKind.Information, "Nothing was different."));
        var saved = await guildhall.Agreements.UpdatePurchaseOrdersAsync(call.Caller, changed, call.RequestId, cancellation);
        return saved.Refused ? Ask(scene, call.Text, [.. saved.Problems.Select(p => Shown(p, changed))]) : new PageAnswer.SeeOther(scene.Path, Flash.Done("Saved."));
    }

    private static long? Revision(PageCall call, string charge) => long.TryParse(call.Text("revision-" + charge), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;

    /// <summary>The refusal at the field of its charge, in the words of the page.</summary>
    private static Problem Shown(Problem problem, ImmutableArray<PurchaseOrder> changed)
    {
        var place = problem.Member is ['p', ..] member && member.IndexOf('[', StringComparison.Ordinal) is >= 0 and var open && member.IndexOf(']', open) is >= 0 and var close
            && int.TryParse(member.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < changed.Length ? number : (int?)null;
        return problem with
        {
            Member = place is { } at ? changed[at].ChargeId : null,
            Message = problem.Code == "MISSING_PURCHASE_ORDER_REFERENCE" ? "A purchase order number can be another one, but not be taken away." : problem.Message,
        };
    }
}

/// <summary>The charges of an agreement with what was typed for each.</summary>
public sealed record PurchaseOrderScene(SubscriptionScene Of, Func<string, string> Typed, ImmutableArray<Problem> Problems);
