using Guildhall.App.Cloud.Identity;
using Guildhall.App.Linking.Checks;
using Guildhall.App.Organizations;
using Guildhall.Domain;

namespace Guildhall.App.Linking;

/// <summary>What the trust policy of an account's role must say, for whoever makes the role.</summary>
public sealed class RoleTrusts(AwsConnections connections, ExternalIds externalIds)
{
    /// <summary>Whoever makes a role does not wait longer to read who Guildhall is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private string? _principal;

    public async Task<RoleTrust> OfAsync(AccountId account, CancellationToken cancellation) => new(externalIds.Of(account), _principal ??= await PrincipalAsync(cancellation));

    /// <summary>Who this server is on AWS, a role with its path as far as it may look at itself; null where it has, or may use, no credentials of its own.</summary>
    private async Task<string?> PrincipalAsync(CancellationToken cancellation)
    {
        if (connections.Own() is not { } own) return null;
        using var deadline = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            if ((await new StsClient(own).GetCallerIdentityAsync(either.Token)).Value is not { } caller) return null;
            var principal = PermissionRules.PrincipalOf(caller);
            return principal == caller.Arn ? principal : (await new IamClient(own).GetRoleAsync(principal.Split('/')[^1], either.Token)).Value?.Arn ?? principal;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
