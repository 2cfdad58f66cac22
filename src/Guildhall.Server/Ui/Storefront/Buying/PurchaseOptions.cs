using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Storefront;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Offers;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Buying;

/// <summary>What a product's page offers its reader to buy. storefront-and-procurement.md D.2.</summary>
/// <param name="Label">What the button says.</param>
/// <param name="Obstacle">Why it cannot be pressed; null when it can.</param>
/// <param name="Has">The account's active agreements on the product, the newest first.</param>
public sealed record PurchaseOptions(string Label, string? Obstacle, ImmutableArray<Agreement> Has)
{
    /// <summary>What the caller's policies must allow to be offered anything.</summary>
    public const string Action = "aws-marketplace:CreateAgreementRequest";

    /// <summary>Null for those who may not buy at all.</summary>
    internal static PurchaseOptions? Of(PageCall call, ProductSheet sheet, ProductStanding? standing, ImmutableArray<Agreement> has) =>
        !call.May(Action) ? has.IsEmpty ? null : new PurchaseOptions("", "", has) : new PurchaseOptions(LabelOf(Open(sheet, call.Now)), ObstacleOf(call, sheet, standing), has);

    /// <summary>The offers that can be taken now: those that name the account first.</summary>
    internal static ImmutableArray<Offer> Open(ProductSheet sheet, DateTimeOffset now) => [.. sheet.Offers.Where(o => o.IsOpen(now) && !PurchaseWay.Of(o).IsEmpty)];

    private static string LabelOf(ImmutableArray<Offer> open)
    {
        if (open is not [var only]) return "View purchase options";
        var ways = PurchaseWay.Of(only);
        return ways.Any(w => w.Kind == PurchaseKind.Contract) ? "View purchase options" : ways.Any(w => w.Kind == PurchaseKind.Trial) ? "Try for free" : "Subscribe";
    }

    private static string? ObstacleOf(PageCall call, ProductSheet sheet, ProductStanding? standing) =>
        standing is null ? $"Account {call.Caller.Account} belongs to no linked organization, and buys nothing here."
        : standing.Decision.Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied ? "Buying needs approval."
        : standing.Refused ? "Your account cannot buy it now."
        : Open(sheet, call.Now).IsEmpty ? "No offer can be accepted now. Ask the seller for a private offer."
        : null;
}
