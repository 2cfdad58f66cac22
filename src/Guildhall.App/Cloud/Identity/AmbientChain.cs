using Amazon.Runtime.Credentials;
using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud.Identity;

/// <summary>
/// This server's own credentials as the SDK's chain finds them: environment, web identity, profile, container, instance. It calls by itself, past the guard of
/// S-50: so it is used only where the operator allows it (docs/adr/0019).
/// </summary>
public static class AmbientChain
{
    private static readonly CloudProblem None = new(
        CloudTrouble.Credentials,
        "NoAmbientCredentials",
        "This server has no AWS credentials of its own.",
        "Give it an instance profile, a task or pod role, a web identity or AWS_… variables; or link with an access key.");

    /// <summary>Fresh ones when the last were temporary: the chain sees to that.</summary>
    public static async ValueTask<CloudAnswer<SigningCredentials>> FindAsync(CancellationToken cancellation)
    {
        try
        {
            // Looking for the instance blocks.
            var found = await Task.Run(() => DefaultAWSCredentialsIdentityResolver.GetCredentials(), cancellation).WaitAsync(cancellation);
            var given = await found.GetCredentialsAsync().WaitAsync(cancellation);
            return new SigningCredentials(given.AccessKey, given.SecretKey, given.UseToken ? given.Token : null);
        }
        catch (Exception none) when (none is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The chain has an exception of its own for each place it looks at, with no common base; what they say may quote the output of an operator's program.
            return None;
        }
    }
}
