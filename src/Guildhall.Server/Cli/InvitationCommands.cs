using System.CommandLine;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall account invite</c> and <c>guildhall order invite</c>. vendor-integration.md 12.4, 13.3.</summary>
internal static class InvitationCommands
{
    private static readonly Argument<string> Account = new("ACCOUNT") { Description = "The account's 12 digits, or the address of its root user" };
    private static readonly Option<string?> Message = new("--message") { Description = "What the owner reads in AWS's mail, at most 1,024 characters", HelpName = "TEXT" };
    private static readonly Option<string?> Name = new("--name") { Description = "What the order is called here, 1 to 50 plain ASCII characters", HelpName = "N" };
    private static readonly Option<bool> Confirmed = new("--confirmed") { Description = "It is in no other organization or leaves it first, has a payment method of its own, and its bills up to now stay where they are" };

    public static Command Invite() => new("invite", "Invite an AWS account that exists")
    {
        Account, Confirmed, Message, Name, AccountCommands.Organization, AccountCommands.Unit, AccountCommands.ClientKey, AccountCommands.Company, OrderOptions.CostCentre, OrderOptions.Purpose, OrderOptions.Budget, OrderOptions.Fields, OrderOptions.AcceptTerms, AccountCommands.Wait, SettingOption.AwsEndpoint,
    };

    public static Command Again() => new("invite", "Send the invitation of an order again that was declined, was cancelled on AWS or has expired") { OrderCommands.Id };

    public static Task<int> InviteAsync(Call call, CancellationToken cancellation) => AccountCommands.PlaceAsync(
        call,
        new AccountOrder
        {
            Name = call.Given.GetValue(Name) ?? "",
            Existing = InvitedAccount.Of(call.Given.GetValue(Account)!, call.Given.GetValue(Message), call.Given.GetValue(Confirmed)),
            Parent = call.Given.GetValue(AccountCommands.Unit),
            Company = call.Given.GetValue(AccountCommands.Company),
        },
        cancellation);

    public static Task<int> AgainAsync(Call call, CancellationToken cancellation) =>
        OrderCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountOrders.InviteAgainAsync(reach, id, cancellation), cancellation);
}
