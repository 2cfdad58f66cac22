using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Invitations;

/// <summary>What the owner reads with an invitation; the order's id in it tells afterwards whose invitation it is.</summary>
internal static class InvitationNotes
{
    /// <summary>Clocks may differ so much (F-30).</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    public static string Of(OrderRow order)
    {
        var message = OrderForms.Read(order.Form).Existing?.Message;
        var reference = $"Reference: {order.Id}";
        if (message is null) return reference;

        // The buyer's own words come first: where both do not fit, the words and the time have to tell.
        var both = $"{message}\n\n{reference}";
        return both.Length <= InvitedAccount.LongestMessage ? both : message;
    }

    /// <summary>
    /// Whether the order's own call made it. Where AWS tells no notes, an open one since the order is taken for its own only when a call's outcome was unknown.
    /// </summary>
    public static bool AreOf(OrderRow order, Invitation invitation, bool everUnknown) =>
        IsTo(order, invitation.Target)
        && invitation.RequestedAt >= order.CreatedAt - ClockDifference
        && (invitation.Notes is { } notes ? notes.Contains(order.Id, StringComparison.Ordinal) || notes.Trim() == Of(order).Trim() : everUnknown && invitation.Open);

    public static bool IsTo(OrderRow order, string target) => string.Equals(OrderForms.Read(order.Form).Existing?.Target, target, StringComparison.OrdinalIgnoreCase);
}
