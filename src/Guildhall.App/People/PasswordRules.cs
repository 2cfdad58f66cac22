using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>Which passwords are taken: 12 to 128 characters of any script, not the person's own address, not a common one. security.md S-30.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>The rules as they are told beside a field.</summary>
    public const string Words = "12 to 128 characters of any kind. Not your e-mail address, and not one of the 10,000 most common passwords.";

    /// <summary>The reasons against it; empty when it may be used.</summary>
    public static ImmutableArray<Problem> Check(string password, string email)
    {
        var length = password.EnumerateRunes().Count();
        if (length < Shortest) return [Problem.Malformed($"A password has at least {Shortest} characters.", "password")];
        if (length > Longest) return [Problem.Malformed($"A password has at most {Longest} characters.", "password")];
        if (CommonPasswords.Contains(password)) return [Problem.Malformed("That is among the most common passwords, or one of them repeated.", "password")];
        return password.Contains(email, StringComparison.OrdinalIgnoreCase) || email.Contains(password, StringComparison.OrdinalIgnoreCase)
            ? [Problem.Malformed("The password must not hold your e-mail address.", "password")]
            : [];
    }
}
