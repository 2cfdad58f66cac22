using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>Ten codes for the day the telephone is gone: each works once, and only keyed hashes are stored. security.md S-33.</summary>
internal sealed class RecoveryCodeList(byte[] key)
{
    public const int Count = 10;
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>New codes, shown this once, and what is stored of them.</summary>
    public (ImmutableArray<string> Codes, string Stored) Make(IdSource secrets)
    {
        ImmutableArray<string> codes = [.. Enumerable.Range(0, Count).Select(_ => secrets.Text(Letters, 5) + "-" + secrets.Text(Letters, 5))];
        return (codes, JsonSerializer.Serialize(codes.Select(Hash)));
    }

    /// <summary>What is stored once this code was used; null when it is none of them.</summary>
    public string? Without(string stored, string code)
    {
        var (left, hash) = (Read(stored), Hash(code));
        return left.Contains(hash) ? JsonSerializer.Serialize(left.Where(h => h != hash)) : null;
    }

    public static IReadOnlyList<string> Read(string stored) => JsonSerializer.Deserialize<IReadOnlyList<string>>(stored)!;

    /// <summary>The way somebody types it does not matter: case, spaces and the dash are left out.</summary>
    private string Hash(string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)))));
}
