using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Organizations;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall organization integrate|disable-trusted-access|register-administrator|remove-administrator</c>. private-marketplace.md 6.1, 6.2.</summary>
internal static class IntegrationCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The link's id, the organization's id, the account or the name" };
    private static readonly Argument<string> Account = new("ACCOUNT") { Description = "A member account, 12 digits" };
    private static readonly Option<bool> Confirm = new("--confirm") { Description = "All associations and all governance end" };

    public static Command Integrate() => new("integrate", "Create the service-linked role and enable trusted access") { Id, SettingOption.AwsEndpoint };

    public static Command Disable() => new("disable-trusted-access", "End trusted access, and with it all governance") { Id, Confirm, SettingOption.AwsEndpoint };

    public static Command Register() => new("register-administrator", "Make a member account an administrator, and create what that needs") { Id, Account, SettingOption.AwsEndpoint };

    public static Command Remove() => new("remove-administrator", "Take an account's administration away") { Id, Account, SettingOption.AwsEndpoint };

    public static Task<int> IntegrateAsync(Call call, CancellationToken cancellation) => RunAsync(
        call, (guildhall, caller) => guildhall.Integration.IntegrateAsync(caller, IntegrationWish.Everything, null, cancellation), "The integration is there.", cancellation);

    public static Task<int> DisableAsync(Call call, CancellationToken cancellation) => call.Given.GetValue(Confirm)
        ? RunAsync(call, (guildhall, caller) => guildhall.Integration.DisableTrustedAccessAsync(caller, null, cancellation), "Trusted access is disabled; nothing is governed.", cancellation)
        : Task.FromResult(call.Refused([Problem.Malformed("This ends all associations and all governance: say --confirm.")]));

    public static Task<int> RegisterAsync(Call call, CancellationToken cancellation) => RunAsync(
        call, (guildhall, caller) => guildhall.Integration.RegisterAsync(caller, AccountOf(call), createMissing: true, null, cancellation), $"{AccountOf(call)} is an administrator.", cancellation);

    public static Task<int> RemoveAsync(Call call, CancellationToken cancellation) => RunAsync(
        call, (guildhall, caller) => guildhall.Integration.RemoveAsync(caller, AccountOf(call), null, cancellation), $"{AccountOf(call)} is no administrator.", cancellation);

    private static AccountId AccountOf(Call call) => new(call.Given.GetValue(Account)!);

    private static Task<int> RunAsync(Call call, Func<Installation, Caller, Task<Result<Organization>>> act, string done, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var id = call.Given.GetValue(Id)!;
        if (await guildhall.Links.FindAsync(id, cancellation) is not { TenantId: { } tenant } || guildhall.Marketplaces.Find(new TenantId(tenant)) is not { } view)
            return call.Refused([Problem.NotFound($"Nothing linked is called {id}.")]);
        var after = await act(guildhall, OperatorCaller.Of(view.Marketplace.Organization.ManagementAccount));
        return after.Refused ? call.Refused(after.Problems) : call.Done(
            new
            {
                trustedAccess = after.Value.Integration == Integration.Enabled,
                serviceLinkedRole = after.Value.ServiceLinkedRole,
                delegatedAdministrators = after.Value.DelegatedAdministrators.Select(a => a.Value).Order(StringComparer.Ordinal),
            },
            done);
    }, cancellation);
}
