using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Configuration;
using Guildhall.App.Secrets;
using Guildhall.Wire.Signing;

namespace Guildhall.Server.Hosting;

/// <summary>Who this server is on AWS by itself: as its environment says, otherwise as the SDK's chain finds it (decisions.md 7).</summary>
internal static class OwnIdentity
{
    /// <summary>The keeper of master keys for these settings, called as this server itself.</summary>
    public static KmsMasterKeys Keys(Settings settings, IReadOnlyDictionary<string, string> environment) =>
        new(settings.AwsEndpoint, cancellation => FindAsync(environment, cancellation), TimeProvider.System, new App.RandomIds());

    private static ValueTask<CloudAnswer<SigningCredentials>> FindAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellation) =>
        environment.GetValueOrDefault("AWS_ACCESS_KEY_ID") is { Length: > 0 } id && environment.GetValueOrDefault("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
            ? ValueTask.FromResult<CloudAnswer<SigningCredentials>>(new SigningCredentials(id, secret, environment.GetValueOrDefault("AWS_SESSION_TOKEN")))
            : AmbientChain.FindAsync(cancellation);
}
