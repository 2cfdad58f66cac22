using System.Text.RegularExpressions;

namespace Guildhall.Domain.Linking;

/// <summary>The fields of a link, each read by itself, refused in the words of the form. vendor-integration.md 5.</summary>
public static partial class LinkFields
{
    /// <summary>The 12 digits; hyphens and blanks that were pasted with them are left out.</summary>
    public static Result<AccountId> Account(string? text, string member)
    {
        var digits = Blanks().Replace(text ?? "", "");
        return digits.Length == 0 ? Problem.Malformed("Enter the account ID.", member)
            : TwelveDigits().IsMatch(digits) ? new AccountId(digits)
            : Problem.Malformed("The account ID must have exactly 12 digits.", member);
    }

    /// <summary>The id of a long-term access key.</summary>
    /// <param name="relaxed">For simulated and custom endpoints, whose keys need not look like AWS's (decisions.md 27).</param>
    public static Result<string> Key(string? text, bool relaxed, string member)
    {
        var key = text?.Trim() ?? "";
        return key.Length == 0 ? Problem.Malformed("Enter the API key.", member)
            : key.StartsWith("ASIA", StringComparison.Ordinal) ? Problem.Malformed("This is a temporary key. Use a long-term key (AKIA…) or a role.", member)
            : key.StartsWith("AIDA", StringComparison.Ordinal) || key.StartsWith("AROA", StringComparison.Ordinal) ? Problem.Malformed("This is a user or role ID, not an access key.", member)
            : LongTermKey().IsMatch(key) || (relaxed && AnyKey().IsMatch(key)) ? key
            : Problem.Malformed("The API key must be 20 characters and start with AKIA.", member);
    }

    /// <summary>The secret of a key. No refusal carries any of it.</summary>
    public static Result<string> Secret(string? text, string member)
    {
        var secret = text?.Trim() ?? "";
        return secret.Length == 0 ? Problem.Malformed("Enter the API secret.", member)
            : secret.Length != 40 ? Problem.Malformed("The API secret must be 40 characters.", member)
            : SecretCharacters().IsMatch(secret) ? secret
            : Problem.Malformed("The API secret may contain letters, digits, + and / only.", member);
    }

    /// <summary>The ARN of a role of the account that is linked.</summary>
    /// <param name="account">Null when that is not known: then any account's.</param>
    public static Result<string> RoleArn(string? text, AccountId? account, string member)
    {
        var arn = text?.Trim() ?? "";
        if (arn.Length == 0) return Problem.Malformed("Enter the ARN of the role.", member);
        if (arn.Length > 2_048 || RoleForm().Match(arn) is not { Success: true } form) return Problem.Malformed("The ARN of a role looks like arn:aws:iam::111122223333:role/Guildhall.", member);
        return account is { } known && form.Groups["account"].Value != known.Value
            ? Problem.Malformed($"The role belongs to account {form.Groups["account"].Value}, not {known}.", member)
            : arn;
    }

    /// <summary>What a link is called that was given no name.</summary>
    public static string NameOf(AccountId account) => $"aws-{account}";

    /// <summary>1 to 64 characters of one line; the default is <c>aws-</c> and the account.</summary>
    public static Result<string> Name(string? text, AccountId account, string member)
    {
        var name = text?.Trim() is { Length: > 0 } given ? given : NameOf(account);
        return name.Length > 64 ? Problem.Malformed("A name has at most 64 characters.", member)
            : name.Any(Texts.Forbidden) ? Problem.Malformed("A name has no control characters and no marks that cannot be seen.", member)
            : name;
    }

    [GeneratedRegex(@"[\s\-\u2010-\u2015]")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex TwelveDigits();

    [GeneratedRegex(@"\AAKIA[A-Z0-9]{16}\z")]
    private static partial Regex LongTermKey();

    [GeneratedRegex(@"\A[A-Za-z0-9_]{16,128}\z")]
    private static partial Regex AnyKey();

    [GeneratedRegex(@"\Aarn:aws:iam::(?<account>[0-9]{12}):role/(?:[\x21-\x7E]+/)?[A-Za-z0-9_+=,.@-]{1,64}\z")]
    private static partial Regex RoleForm();

    [GeneratedRegex(@"\A[A-Za-z0-9/+]{40}\z")]
    private static partial Regex SecretCharacters();
}
