using System.Buffers;

namespace Guildhall.Domain.Linking;

/// <summary>An address that AWS takes for an account's root user. vendor-integration.md 6.1 (2, 7 to 9); AWS Organizations API, CreateAccount (Email).</summary>
public static class EmailAddress
{
    public const int Shortest = 6;
    public const int Longest = 64;

    private static readonly SearchValues<char> Refused = SearchValues.Create("\"'()<>[]:;,\\|&@%");
    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    /// <summary>The address in its own spelling, without blanks around it. Refused as a problem of <paramref name="member"/>.</summary>
    public static Result<string> Read(string? text, string member)
    {
        var address = text?.Trim() ?? "";
        return Fault(address) is { } fault ? Problem.Malformed(fault, member) : address;
    }

    /// <summary>What is wrong with the part before the @ (and before <c>+%s</c> in a pattern); null when nothing is.</summary>
    internal static string? MailboxFault(ReadOnlySpan<char> mailbox)
    {
        if (mailbox.IsEmpty) return "The mailbox is empty.";
        if (mailbox[0] == '.') return Refusal('.');
        foreach (var c in mailbox)
        {
            if (c <= ' ' || c == '\u007f' || Refused.Contains(c)) return Refusal(c);
        }

        return null;
    }

    /// <summary>What is wrong with the part behind the @; null when nothing is.</summary>
    internal static string? DomainFault(ReadOnlySpan<char> domain)
    {
        if (domain.ContainsAnyExcept(DomainCharacters) || !domain.Contains('.')) return "The domain isn't valid.";
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-') return "The domain isn't valid.";
        }

        return null;
    }

    private static string? Fault(string address)
    {
        if (address.Length == 0) return "Enter an e-mail address.";
        if (address.Any(c => !char.IsAscii(c))) return "Use ASCII characters only.";
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || address.LastIndexOf('@') != at) return "The address must have one @.";
        return MailboxFault(address.AsSpan(0, at))
            ?? DomainFault(address.AsSpan(at + 1))
            ?? (address.Length is < Shortest or > Longest ? $"The address has {address.Length} characters; AWS allows {Longest}." : null);
    }

    private static string Refusal(char c) => $"The mailbox has a character AWS doesn't accept: {(c is ' ' ? "a space" : c < ' ' || c == '\u007f' ? "a control character" : c)}.";
}
