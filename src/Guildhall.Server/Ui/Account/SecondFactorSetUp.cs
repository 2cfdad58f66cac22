using System.Collections.Immutable;
using System.Security.Cryptography;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.DataProtection;

namespace Guildhall.Server.Ui.Account;

/// <summary>The set-up of a second factor as it is shown: the key in the three forms that apps take, and where to go on.</summary>
/// <param name="Key">Base32.</param>
/// <param name="SealedKey">The same for the form, bound to the person: only a key that we made is taken.</param>
/// <param name="Link">For an app on this machine.</param>
/// <param name="Required">Whether it must be set up before anything else.</param>
public sealed record SecondFactorSetUp(string Key, string SealedKey, string Link, string Return, bool Required, ImmutableArray<Problem> Problems)
{
    private const string Field = "key";

    internal static Problem Stale { get; } = Problem.Malformed("That page was too old. Here is a new key.", "code");

    /// <summary>The key as people read it aloud: in groups of four.</summary>
    public string Spelled => string.Join(' ', Key.Chunk(4).Select(four => new string(four)));

    internal static SecondFactorSetUp Of(PageCall call, string key, string back, bool required, Problem? problem) =>
        new(key, ProtectorOf(call).Protect(key), OneTimeCodes.Link(key, call.Person.Email), back, required, problem is null ? [] : [problem with { Member = "code" }]);

    /// <summary>The key that the form was shown with; null when it is none of ours.</summary>
    internal static string? KeyIn(PageCall call)
    {
        try
        {
            return ProtectorOf(call).Unprotect(call.Form[Field].ToString());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector ProtectorOf(PageCall call) =>
        call.Context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("second factor", call.Person.Id);
}

/// <summary>Recovery codes, shown this once.</summary>
public sealed record RecoveryCodes(ImmutableArray<string> Codes, string Return);
