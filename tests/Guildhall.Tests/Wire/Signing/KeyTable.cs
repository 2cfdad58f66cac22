using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>A key directory that a test fills and changes.</summary>
internal sealed class KeyTable(IEnumerable<SigningKey> keys) : IKeyDirectory
{
    private readonly Dictionary<string, SigningKey> table = keys.ToDictionary(key => key.AccessKeyId);

    public SigningKey? Find(string accessKeyId) => table.GetValueOrDefault(accessKeyId);

    public void Set(SigningKey key) => table[key.AccessKeyId] = key;
}
