using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud;

/// <summary>As whom AWS is called, asked before each call: the credentials, fresh ones when the last were temporary, or why there are none.</summary>
public delegate ValueTask<CloudAnswer<SigningCredentials>> AwsIdentity(CancellationToken cancellation);

/// <summary>Identities that need no calls.</summary>
public static class AwsIdentities
{
    /// <summary>Always the same credentials.</summary>
    public static AwsIdentity Fixed(SigningCredentials credentials) => _ => ValueTask.FromResult<CloudAnswer<SigningCredentials>>(credentials);
}
