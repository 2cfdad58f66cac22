namespace Guildhall.Domain.Linking;

/// <summary>
/// The form of the addresses of new accounts: <c>mailbox+%s@domain</c>. vendor-integration.md 6; AWS Organizations API, CreateAccount (Email).
/// </summary>
public sealed record EmailPattern
{
    /// <summary>Characters that stand for <c>%s</c> in an address.</summary>
    public const int TokenLength = 10;

    private const string Place = "%s";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    private EmailPattern(string text) => Text = text;

    /// <summary>As it was given, without blanks around it.</summary>
    public string Text { get; }

    /// <summary>The part behind the @.</summary>
    public string Domain => Text[(Text.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Characters of every address made from it: 6 to 64.</summary>
    public int ExpandedLength => Text.Length - Place.Length + TokenLength;

    /// <summary>Refused with the message of the first broken rule of vendor-integration.md 6.1 (1 to 9), as a problem of <paramref name="member"/>.</summary>
    public static Result<EmailPattern> Read(string? text, string member)
    {
        var pattern = new EmailPattern(text?.Trim() ?? "");
        return pattern.Fault() is { } fault ? Problem.Malformed(fault, member) : pattern;
    }

    /// <summary>The address with a token of the documented shape, <c>xxxxxxxx-x</c>, of lower-case letters and digits.</summary>
    public string Expand(IdSource ids) => Text.Replace(Place, $"{ids.Text(Alphabet, 8)}-{ids.Text(Alphabet, 1)}", StringComparison.Ordinal);

    /// <summary>Whether the address could have been made of it: mailbox and domain in any case, the token as it is drawn.</summary>
    public bool Made(string address)
    {
        var place = Text.IndexOf(Place, StringComparison.Ordinal);
        return address.Length == ExpandedLength
            && address.StartsWith(Text[..place], StringComparison.OrdinalIgnoreCase)
            && address.EndsWith(Text[(place + Place.Length)..], StringComparison.OrdinalIgnoreCase)
            && address[place + 8] == '-'
            && address.Skip(place).Take(8).All(Alphabet.Contains)
            && Alphabet.Contains(address[place + 9], StringComparison.Ordinal);
    }

    public override string ToString() => Text;

    private string? Fault()
    {
        if (Text.Length == 0) return "Enter an e-mail pattern.";
        if (Text.Any(c => !char.IsAscii(c))) return "Use ASCII characters only.";
        var place = Text.IndexOf(Place, StringComparison.Ordinal);
        if (place < 0 || Text.IndexOf(Place, place + 1, StringComparison.Ordinal) >= 0) return "The pattern must contain %s exactly once.";
        if (Text.Count(c => c == '%') > 1) return "\"%\" may only be used in %s.";
        var at = Text.IndexOf('@', StringComparison.Ordinal);
        if (at < place || Text.LastIndexOf('@') != at) return "The pattern must have one @, after %s.";
        if (place == 0 || Text[place - 1] != '+' || at != place + Place.Length) return "The pattern must look like mailbox+%s@domain.";
        return EmailAddress.MailboxFault(Text.AsSpan(0, place - 1))
            ?? EmailAddress.DomainFault(Text.AsSpan(at + 1))
            ?? (ExpandedLength is < EmailAddress.Shortest or > EmailAddress.Longest ? $"Generated addresses would have {ExpandedLength} characters; AWS allows {EmailAddress.Longest}." : null);
    }
}
