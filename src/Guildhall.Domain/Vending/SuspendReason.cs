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
    /// <summary>Those names, as they are stored.</summary>
    public static IReadOnlyList<string> Names { get; } = Enum.GetNames<SuspendReason>();

    /// <summary>The reason of this name, to the letter; null for anything else, figures too.</summary>
    public static SuspendReason? Find(string? name) => name is not null && Names.Contains(name, StringComparer.Ordinal) ? Enum.Parse<SuspendReason>(name) : null;

    public static string Word(this SuspendReason reason) => reason switch
    {
        SuspendReason.Unpaid => "Unpaid",
        SuspendReason.Policy => "Against a policy",
        SuspendReason.OwnerRequest => "The owner asked for it",
        _ => "Over its budget",
    };
}
