using Guildhall.App.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Guildhall.Server.Ui.SignIn;

/// <summary>Passwords by the framework's hasher: PBKDF2 with HMAC-SHA512. security.md S-30.</summary>
internal static class FrameworkPasswords
{
    private static readonly object Nobody = new();

    /// <summary>220,000 rounds, what S-30 asks for.</summary>
    public static PasswordHashing Hashing { get; } = WithRounds(220_000);

    /// <summary>Hashing with another number of rounds, for whom nobody attacks: tests.</summary>
    public static PasswordHashing WithRounds(int rounds)
    {
        var hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        return new(password => hasher.HashPassword(Nobody, password), (hash, password) => hasher.VerifyHashedPassword(Nobody, hash, password) switch
        {
            PasswordVerificationResult.Success => PasswordMatch.Yes,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.YesButOld,
            _ => PasswordMatch.No,
        });
    }
}
