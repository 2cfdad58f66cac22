using System.Security.Cryptography;
using System.Text;
using Guildhall.Domain;

namespace Guildhall.App.Linking;

/// <summary>
/// External IDs of roles: Guildhall's own choice, never a person's, one for each account, so that nobody has Guildhall take on another's role (the confused
/// deputy). They follow from the account and a key of this installation: the form, a command and a draft tell the same one, and nothing is kept.
/// aws-operations.md D.3; docs/adr/0019.
/// </summary>
/// <param name="key">32 bytes that nobody else knows.</param>
public sealed class ExternalIds(byte[] key)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>32 characters that cannot be guessed.</summary>
    public string Of(AccountId account) => string.Concat(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(account.Value)).Select(b => Alphabet[b % Alphabet.Length]));
}
