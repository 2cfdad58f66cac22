namespace Guildhall.Domain.Vending;

/// <summary>Why an account is suspended. vendor-integration.md 14.1. The names are stored.</summary>
public enum SuspendReason
{
    Unpaid,
    Policy,
    OwnerRequest,
    Budget,
}

/// <summary>What the reasons are called.</summary>
public static class SuspendReasons
{
    public static string Word(this SuspendReason reason) => reason switch
    {
        SuspendReason.Unpaid => "Unpaid",
        SuspendReason.Policy => "Against a policy",
        SuspendReason.OwnerRequest => "The owner asked for it",
        _ => "Over its budget",
    };
}
