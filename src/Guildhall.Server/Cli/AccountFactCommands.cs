using System.CommandLine;
using Guildhall.Domain.Vending;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall account alias|contact|rename|access|management-access</c>. contract.md 2, vendor-integration.md 14.</summary>
internal static class AccountFactCommands
{
    private static readonly Option<string?> Alias = new("--set") { Description = "The alias; without it the alias is taken away", HelpName = "ALIAS" };
    private static readonly Option<bool> Check = new("--check") { Description = "Try whether the role lets in, and remember it" };
    private static readonly Option<string> NewName = new("--name") { Description = "1 to 50 plain ASCII characters", HelpName = "N", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "Who is told of the account's operation; no contact without all four", HelpName = "N", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Title = new("--title") { Description = "The person's title", HelpName = "T", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Email = new("--email") { Description = "The person's address", HelpName = "E", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Phone = new("--phone") { Description = "The person's phone number", HelpName = "P", DefaultValueFactory = _ => "" };

    public static Command SetAlias() => new("alias", "Set an account's alias on AWS, or take it away") { AccountActCommands.Id, Alias, SettingOption.AwsEndpoint };

    public static Command Access() => new("access", "A link into the console of an account, for an hour; whoever has it can use it") { AccountActCommands.Id, SettingOption.AwsEndpoint };

    public static Command AllowAccess() => new("management-access", "What an invited account's owner does to let its organization in") { AccountActCommands.Id, Check, SettingOption.AwsEndpoint };

    public static Command SetContact() => new("contact", "Set an account's operations contact on AWS, or take it away") { AccountActCommands.Id, Name, Title, Email, Phone, SettingOption.AwsEndpoint };

    public static Command Rename() => new("rename", "Change an account's name on AWS") { AccountActCommands.Id, NewName, SettingOption.AwsEndpoint };

    public static Task<int> SetAliasAsync(Call call, CancellationToken cancellation) =>
        AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountFacts.SetAliasAsync(reach, id, call.Given.GetValue(Alias), cancellation), cancellation);

    public static Task<int> AccessAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var link = await guildhall.AccountAccess.OpenAsync(OrderCommands.ReachOf(guildhall), call.Given.GetValue(AccountActCommands.Id)!, "https://aws.amazon.com/", cancellation);
        return link.Refused ? call.Refused(link.Problems) : call.Done(ActAnswers.Of(link.Value));
    }, cancellation);

    public static Task<int> AllowAccessAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var (access, reach, id) = (guildhall.ManagementAccess, OrderCommands.ReachOf(guildhall), call.Given.GetValue(AccountActCommands.Id)!);
        var grant = call.Given.GetValue(Check) ? await access.CheckAsync(reach, id, cancellation) : await access.ReadAsync(reach, id, cancellation);
        return grant.Refused ? call.Refused(grant.Problems) : call.Done(ActAnswers.Of(grant.Value));
    }, cancellation);

    public static Task<int> SetContactAsync(Call call, CancellationToken cancellation)
    {
        var contact = OwnerContact.Of(call.Given.GetValue(Name), call.Given.GetValue(Title), call.Given.GetValue(Email), call.Given.GetValue(Phone));
        return AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountFacts.SetContactAsync(reach, id, contact, cancellation), cancellation);
    }

    public static Task<int> RenameAsync(Call call, CancellationToken cancellation) =>
        AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountFacts.RenameAsync(reach, id, call.Given.GetValue(NewName)!, cancellation), cancellation);
}
