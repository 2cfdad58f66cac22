using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;

namespace Guildhall.Wire.Signing;

/// <summary>What a client signs with. Its text, JSON and debugger forms never show the secret (S-18).</summary>
/// <param name="AccessKeyId">The public half.</param>
/// <param name="SecretAccessKey">The secret half.</param>
/// <param name="SessionToken">The token of a temporary key.</param>
[DebuggerDisplay("{AccessKeyId,nq}")]
public sealed record SigningCredentials(
    string AccessKeyId,
    [property: JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)] string SecretAccessKey,
    [property: JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)] string? SessionToken = null)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("AccessKeyId = ").Append(AccessKeyId).Append(", SecretAccessKey = ***");
        return true;
    }
}

/// <summary>Gives the credentials for the next request, fresh ones when the last were temporary.</summary>
public delegate ValueTask<SigningCredentials> CredentialsSource(CancellationToken cancellation);
