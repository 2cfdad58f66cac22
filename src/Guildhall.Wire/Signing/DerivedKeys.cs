using System.Collections.Concurrent;

namespace Guildhall.Wire.Signing;

/// <summary>
/// Derived keys by credential text (key id, day, region, service), so that a warm verification needs one HMAC instead of five (S-03).
/// Bounded by two generations: what was used since the last turn survives, the rest goes.
/// An entry remembers the secret it came from, so a replaced secret never finds the old key.
/// </summary>
internal sealed class DerivedKeys(int generationSize)
{
    private const int LongestCredential = 256;

    private ConcurrentDictionary<string, Entry> young = new();
    private ConcurrentDictionary<string, Entry> old = new();

    /// <summary>The derived key of this credential and secret, made when it is not at hand.</summary>
    public byte[] Get(in CredentialScope scope, string secret)
    {
        if (Find(young, scope.Credential) is { } entry && entry.Secret == secret)
            return entry.Key;
        entry = Find(old, scope.Credential) is { } older && older.Secret == secret
            ? older
            : new Entry(secret, DerivedKey.Make(secret, scope.Date, scope.Region, scope.Service));
        if (scope.Credential.Length <= LongestCredential)
            Keep(scope.Credential.ToString(), entry);
        return entry.Key;
    }

    /// <summary>Drops everything derived for a key that was disabled or replaced.</summary>
    public void Forget(string accessKeyId)
    {
        foreach (var generation in (ReadOnlySpan<ConcurrentDictionary<string, Entry>>)[young, old])
            foreach (var credential in generation.Keys)
                if (credential.StartsWith(accessKeyId + "/", StringComparison.Ordinal))
                    generation.TryRemove(credential, out _);
    }

    private static Entry? Find(ConcurrentDictionary<string, Entry> generation, ReadOnlySpan<char> credential) =>
        generation.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(credential, out var entry) ? entry : null;

    private void Keep(string credential, Entry entry)
    {
        var generation = young;
        generation[credential] = entry;
        if (generation.Count <= generationSize)
            return;
        // Two threads may both turn: then a generation is lost, which costs a few derivations and nothing else.
        old = generation;
        young = new();
    }

    private sealed record Entry(string Secret, byte[] Key)
    {
        public override string ToString() => nameof(Entry);
    }
}
