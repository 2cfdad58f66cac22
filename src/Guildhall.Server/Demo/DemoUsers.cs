using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.People;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Server.Demo;

/// <summary>The people of the demo and their keys.</summary>
internal static class DemoUsers
{
    private static readonly AttachedPolicy[] Administration = [new("AWSPrivateMarketplaceAdminFullAccess"), new("GuildhallAdministrator")];
    private static readonly AttachedPolicy[] Buying = [new("AWSPrivateMarketplaceRequests"), new("GuildhallBuyer")];

    /// <summary>Everybody, with the key each has, or a new one.</summary>
    public static async Task<IReadOnlyList<DemoUser>> MakeAsync(Installation guildhall, DemoWorld world, CancellationToken cancellation) =>
    [
        await PersonAsync(guildhall, new DemoUser("MarketplaceManager", null), Role.MarketplaceManager, "maya", cancellation),
        await PersonAsync(guildhall, await KeyAsync(guildhall, "Administrator", world.ManagementAccountId, "amara", Administration, cancellation), "Administrator", "amara", cancellation),
        await PersonAsync(guildhall, await KeyAsync(guildhall, "DelegatedAdministrator", world.DelegatedAdministratorAccountId, "noor", Administration, cancellation), "DelegatedAdministrator", "noor", cancellation),
        await PersonAsync(guildhall, await KeyAsync(guildhall, "Buyer", world.BuyerAccountId, "dana", Buying, cancellation), "Buyer", "dana", cancellation),
        await PersonAsync(guildhall, await KeyAsync(guildhall, "StandaloneOwner", world.StandaloneAccount.AccountId, "birk", Administration, cancellation), "Administrator", "birk", cancellation),
    ];

    /// <summary>The user with an address and a password to sign in with. A demo that is started again keeps them.</summary>
    private static async Task<DemoUser> PersonAsync(Installation guildhall, DemoUser user, string role, string name, CancellationToken cancellation)
    {
        var email = $"{name}@guildhall.example";
        var password = DemoPasswords.Of(guildhall, email);
        if (await guildhall.People.FindByEmailAsync(email, cancellation) is null)
            _ = (await guildhall.People.CreateAsync(email, char.ToUpperInvariant(name[0]) + name[1..], [new GivenRole(role, new AccountId(user.AccountId ?? ""))], password, cancellation)).Value;
        return user with { Email = email, Password = password.Reveal() };
    }

    private static async Task<DemoUser> KeyAsync(Installation guildhall, string role, string account, string user, AttachedPolicy[] policies, CancellationToken cancellation)
    {
        await using var db = guildhall.Database.Open();
        var known = await db.AccessKeys.AsNoTracking().FirstOrDefaultAsync(k => k.AccountId == account && k.UserName == user, cancellation);
        if (known is not null) return new DemoUser(role, account, known.Id, guildhall.Vault.Open(known.EncryptedSecret, KeyIssuing.PlaceOf(known.Id)).Reveal());
        var issued = (await guildhall.KeyIssuing.CreateAsync(new AccountId(account), user, policies, cancellation)).Value;
        return new DemoUser(role, account, issued.AccessKeyId, issued.SecretAccessKey.Reveal());
    }
}
