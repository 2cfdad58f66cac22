using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>Which passwords are taken: 12 to 128 characters of any script, not the person's own address. security.md S-30.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>The reasons against it; empty when it may be used.</summary>
    public static ImmutableArray<Problem> Check(string password, string email)
    {
        var length = password.EnumerateRunes().Count();
        if (length < Shortest) return [Problem.Malformed($"A password has at least {Shortest} characters.", "password")];
        if (length > Longest) return [Problem.Malformed($"A password has at most {Longest} characters.", "password")];
        return password.Contains(email, StringComparison.OrdinalIgnoreCase) || email.Contains(password, StringComparison.OrdinalIgnoreCase)
            ? [Problem.Malformed("The password must not hold your e-mail address.", "password")]
            : [];
    }
}
