namespace Guildhall.Wire.Signing;

/// <summary>Where the verifier looks keys up. The product has one over its store, the simulated AWS another over its own.</summary>
public interface IKeyDirectory
{
    /// <summary>The key with exactly this id, or null. Must not block: it is asked on every signed request.</summary>
    SigningKey? Find(string accessKeyId);
}
