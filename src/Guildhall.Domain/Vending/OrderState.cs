namespace Guildhall.Domain.Vending;

/// <summary>How far the order of an AWS account is. vendor-integration.md 13.1. The names are stored and shown.</summary>
public enum OrderState
{
    Submitted,

    /// <summary>An approver has to agree.</summary>
    AwaitingApproval,

    /// <summary>Nothing was called yet.</summary>
    Approved,

    /// <summary>AWS makes the account.</summary>
    Creating,

    /// <summary>The owner of an existing account was asked.</summary>
    Inviting,

    /// <summary>The account is there; place, policies, contacts and access follow.</summary>
    Configuring,

    /// <summary>The account is the buyer's to use.</summary>
    Active,

    Rejected,

    Failed,

    Cancelled,

    /// <summary>The invitation was not answered in time.</summary>
    Expired,
}

/// <summary>What may follow what.</summary>
public static class OrderStates
{
    /// <summary>Nothing more happens by itself.</summary>
    public static bool Ended(this OrderState state) => state is OrderState.Active or OrderState.Rejected or OrderState.Failed or OrderState.Cancelled or OrderState.Expired;

    /// <summary>Whether the buyer may still take the order back: before AWS makes an account, while an invitation is open, and when one has expired.</summary>
    public static bool Cancellable(this OrderState state) =>
        state is OrderState.Submitted or OrderState.AwaitingApproval or OrderState.Approved or OrderState.Inviting or OrderState.Expired;

    /// <summary>In the words of lists and buttons.</summary>
    public static string Word(this OrderState state) => state == OrderState.AwaitingApproval ? "Awaiting approval" : state.ToString();
}
