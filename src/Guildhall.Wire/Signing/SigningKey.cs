using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;

namespace Guildhall.Wire.Signing;

/// <summary>A key that requests may be signed with. Its text, JSON and debugger forms never show the secret (S-18).</summary>
/// <param name="AccessKeyId">The public half, as in the credential scope.</param>
/// <param name="SecretAccessKey">The secret half.</param>
/// <param name="Active">False for a key that was switched off: it is answered like an unknown one.</param>
/// <param name="SessionToken">The token that must come along; null for a long-term key.</param>
/// <param name="Expires">When a temporary key ends; null for a long-term key.</param>
/// <param name="Principal">Who signs with this key, in the words of the directory's owner.</param>
[DebuggerDisplay("{AccessKeyId,nq}")]
public sealed record SigningKey(
    string AccessKeyId,
    [property: JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)] string SecretAccessKey,
    bool Active,
    [property: JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)] string? SessionToken,
    DateTimeOffset? Expires,
    object Principal)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("AccessKeyId = ").Append(AccessKeyId).Append(", SecretAccessKey = ***, Active = ").Append(Active);
        return true;
    }
}
