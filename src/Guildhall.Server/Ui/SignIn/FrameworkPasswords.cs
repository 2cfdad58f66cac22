using Guildhall.App.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Guildhall.Server.Ui.SignIn;

/// <summary>Passwords by the framework's hasher: PBKDF2 with HMAC-SHA512, 220,000 rounds. security.md S-30.</summary>
internal static class FrameworkPasswords
{
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 220_000 }));
    private static readonly object Nobody = new();

    public static PasswordHashing Hashing { get; } = new(password => Hasher.HashPassword(Nobody, Normal(password)), Compare);

    private static PasswordMatch Compare(string hash, string password) => Hasher.VerifyHashedPassword(Nobody, hash, Normal(password)) switch
    {
        PasswordVerificationResult.Success => PasswordMatch.Yes,
        PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.YesButOld,
        _ => PasswordMatch.No,
    };

    /// <summary>The same text typed on two keyboards is one password.</summary>
    private static string Normal(string password) => password.IsNormalized(System.Text.NormalizationForm.FormKC) ? password : password.Normalize(System.Text.NormalizationForm.FormKC);
}
