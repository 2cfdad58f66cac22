using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>The way into a member account: the role that AWS makes in an account when the organization creates it. vendor-integration.md 13.2, 13.3.</summary>
internal sealed class MemberDoor(Database database, AwsConnections connections)
{
    /// <summary>What Guildhall's own sessions are called.</summary>
    private const string Session = "guildhall";

    /// <summary>As long as AWS gives it at least.</summary>
    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(15);

    /// <summary>A connection as the member account. <see cref="CloudTrouble.Denied"/> with what helps when it has no role that lets the management account in.</summary>
    public async Task<CloudAnswer<AwsConnection>> EnterAsync(AwsConnection management, LinkRow link, string account, CancellationToken cancellation)
    {
        var role = await new MemberRoles(database, link).OfAsync(account, cancellation);
        var assumed = await AssumeAsync(management, role, new RoleRequest(ArnOf(role, account), Session, ExternalId: null, Stay), cancellation);
        return assumed.Select<AwsConnection>(given => connections.As(link, given.Credentials));
    }

    public static string ArnOf(string role, string account) => $"arn:aws:iam::{account}:role/{role}";

    /// <summary>The role, taken on as asked.</summary>
    public static async Task<CloudAnswer<AssumedRole>> AssumeAsync(AwsConnection management, string role, RoleRequest request, CancellationToken cancellation)
    {
        var assumed = await new StsClient(management).AssumeRoleAsync(request, cancellation);
        return assumed.Gave(out var given, out var problem) ? given : problem.Kind == CloudTrouble.Denied ? NoWay(problem, role) : problem;
    }

    private static CloudProblem NoWay(CloudProblem problem, string role) => problem with
    {
        Message = $"The account has no role {role} that lets the management account in.",
        Repair = "An account that was just made lets in some minutes later; in an invited one its owner makes the role: Allow management access.",
    };
}
