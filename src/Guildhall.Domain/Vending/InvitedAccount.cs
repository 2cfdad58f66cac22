using Guildhall.Domain.Linking;

namespace Guildhall.Domain.Vending;

/// <summary>An account that exists and is asked to join, named by its id or by its root user's address. vendor-integration.md 12.4.</summary>
public sealed record InvitedAccount
{
    /// <summary>AWS's limit for the message to the owner.</summary>
    public const int LongestMessage = 1024;

    /// <summary>12 digits; null when it is named by its address.</summary>
    public string? Id { get; init; }

    public string? Email { get; init; }

    /// <summary>What the owner reads in AWS's mail.</summary>
    public string? Message { get; init; }

    /// <summary>It is in no other organization or leaves it first, has a payment method of its own, and its bills up to now stay where they are.</summary>
    public bool Confirmed { get; init; }

    /// <summary>The id or the address.</summary>
    public string Target => Id ?? Email ?? "";

    /// <summary>What was typed: an address when it has an @, else an id, written with blanks or hyphens between its digits or without.</summary>
    public static InvitedAccount Of(string target, string? message, bool confirmed)
    {
        var trimmed = target.Trim();
        var byEmail = trimmed.Contains('@', StringComparison.Ordinal);
        return new()
        {
            Id = byEmail ? null : string.Concat(trimmed.Where(c => c is not (' ' or '-'))),
            Email = byEmail ? trimmed : null,
            Message = string.IsNullOrWhiteSpace(message) ? null : message.Trim(),
            Confirmed = confirmed,
        };
    }

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (Email is { } email && EmailAddress.Read(email, nameof(AccountOrder.Existing)) is { Refused: true } refused) yield return refused.Problems[0];
        if (Email is null && !(Id is { Length: 12 } && Id.All(char.IsAsciiDigit)))
            yield return Problem.Malformed("Enter the account's ID, 12 digits, or the address of its root user.", nameof(AccountOrder.Existing));
        if (Message is { Length: > LongestMessage }) yield return Problem.Malformed("A message has at most 1,024 characters.", nameof(Message));
        if (Message is { } message && message.Any(c => c is not ('\n' or '\r') && Texts.Forbidden(c))) yield return Problem.Malformed("No control characters and no marks that cannot be seen.", nameof(Message));
        if (!Confirmed) yield return Problem.Malformed("Confirm what must be so before the account can join.", nameof(Confirmed));
    }
}
