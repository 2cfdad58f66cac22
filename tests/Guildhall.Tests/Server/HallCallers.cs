using Guildhall.App.Access;
using Guildhall.Domain;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server;

/// <summary>New keys of a <see cref="RunningHall"/>.</summary>
public static class HallCallers
{
    /// <summary>A user with built-in policies.</summary>
    public static Task<HallCaller> CallerAsync(this RunningHall hall, string account, string user, params string[] policies) =>
        IssueAsync(hall, account, user, [.. policies.Select(p => new AttachedPolicy(p))]);

    /// <summary>A user with a policy document of its own.</summary>
    public static Task<HallCaller> CallerWithPolicyAsync(this RunningHall hall, string account, string user, string document) =>
        IssueAsync(hall, account, user, [new AttachedPolicy("own", document)]);

    /// <summary>The management account's administrator.</summary>
    public static Task<HallCaller> AdministratorAsync(this RunningHall hall) =>
        hall.CallerAsync(hall.World.Management, "admin", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");

    public static Task<HallCaller> DelegatedAdministratorAsync(this RunningHall hall) =>
        hall.CallerAsync(hall.World.Delegated, "delegate", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");

    /// <summary>Somebody who may ask and buy, in an account of Engineering / Platform.</summary>
    public static Task<HallCaller> BuyerAsync(this RunningHall hall) => hall.CallerAsync(hall.World.Developer, "buyer", "AWSPrivateMarketplaceRequests", "GuildhallBuyer");

    private static async Task<HallCaller> IssueAsync(RunningHall hall, string account, string user, AttachedPolicy[] policies)
    {
        var issued = await hall.Guildhall.KeyIssuing.CreateAsync(new AccountId(account), user, [.. policies], TestContext.Current.CancellationToken);
        await hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        return new HallCaller(hall, account, new SigningCredentials(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal()));
    }
}
