namespace Guildhall.Wire.Signing;

/// <summary>A Credential value split at its slashes: key id, day, region, service, terminator.</summary>
internal readonly ref struct CredentialScope
{
    private readonly int[] slashes;

    private CredentialScope(ReadOnlySpan<char> credential, int[] slashes)
    {
        Credential = credential;
        this.slashes = slashes;
    }

    public ReadOnlySpan<char> Credential { get; }

    public ReadOnlySpan<char> AccessKeyId => Credential[..slashes[0]];

    public ReadOnlySpan<char> Date => Credential[(slashes[0] + 1)..slashes[1]];

    public ReadOnlySpan<char> Region => Credential[(slashes[1] + 1)..slashes[2]];

    public ReadOnlySpan<char> Service => Credential[(slashes[2] + 1)..slashes[3]];

    public ReadOnlySpan<char> Terminator => Credential[(slashes[3] + 1)..];

    /// <summary>All but the key id, as the string to sign has it.</summary>
    public ReadOnlySpan<char> Scope => Credential[(slashes[0] + 1)..];

    /// <summary>Splits; more or fewer than five parts are refused.</summary>
    public static Verification.Refused? Parse(ReadOnlySpan<char> credential, out CredentialScope scope)
    {
        scope = default;
        if (credential.Count('/') != 4)
            return new(AuthenticationFailure.IncompleteSignature, "Credential must have five parts: key id, date, region, service and aws4_request.");
        var slashes = new int[4];
        for (int i = 0, at = 0; i < 4; i++, at++)
            at = slashes[i] = at + credential[at..].IndexOf('/');
        scope = new(credential, slashes);
        return null;
    }
}
