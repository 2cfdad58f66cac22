using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall account order|list|show</c>. contract.md 2.</summary>
internal static class AccountCommands
{
    internal static readonly Option<string?> Organization = new("--organization") { Description = "The link, organization, management account or name; the default otherwise", HelpName = "ID" };
    internal static readonly Option<string?> Unit = new("--ou") { Description = "The organizational unit or root it is moved to", HelpName = "OU" };
    internal static readonly Option<string?> ClientKey = new("--client-key") { Description = "Your own key: the same one gives the same order, however often it is sent", HelpName = "K" };
    internal static readonly Option<string?> Company = new("--company") { Description = "A label for statements", HelpName = "TEXT" };
    internal static readonly Option<bool> Wait = new("--wait") { Description = "Wait until the account is ready, or the order has failed" };
    private static readonly Option<string> Name = new("--name") { Description = "What the account is called, 1 to 50 plain ASCII characters", HelpName = "N", Required = true };
    private static readonly Option<string?> Alias = new("--alias") { Description = "The account's alias, 3 to 63 lower-case letters, digits and single hyphens", HelpName = "ALIAS" };
    private static readonly Option<string?> ContactName = new("--contact-name") { Description = "Who is told of the account's operation; no contact without all four", HelpName = "N" };
    private static readonly Option<string?> ContactTitle = new("--contact-title") { Description = "The person's title", HelpName = "T" };
    private static readonly Option<string?> ContactEmail = new("--contact-email") { Description = "The person's address", HelpName = "E" };
    private static readonly Option<string?> ContactPhone = new("--contact-phone") { Description = "The person's phone number", HelpName = "P" };
    private static readonly Option<string?> OfCompany = new("--company") { Description = "Only accounts with this in their company", HelpName = "TEXT" };
    private static readonly Option<string?> OfCostCentre = new("--cost-centre") { Description = "Only accounts with this in their cost centre", HelpName = "TEXT" };
    private static readonly Option<string?> Text = new("--text") { Description = "Only accounts with this in their name, id or address", HelpName = "TEXT" };

    public static Command Order() => new("order", "Order a new AWS account")
    {
        Name, Organization, Unit, ClientKey, Company, OrderOptions.CostCentre, OrderOptions.Purpose, OrderOptions.Budget, OrderOptions.Fields, OrderOptions.AcceptTerms, Alias, ContactName, ContactTitle, ContactEmail, ContactPhone, Wait, SettingOption.AwsEndpoint,
    };

    public static Command List() => new("list", "All member accounts, by name") { Organization, Text, OfCompany, OfCostCentre };

    public static Command Show() => new("show", "One member account") { AccountActCommands.Id };

    public static Task<int> OrderAsync(Call call, CancellationToken cancellation) => PlaceAsync(
        call,
        new AccountOrder
        {
            Name = call.Given.GetValue(Name)!,
            Parent = call.Given.GetValue(Unit),
            Company = call.Given.GetValue(Company),
            Alias = call.Given.GetValue(Alias),
            Contact = OwnerContact.Of(call.Given.GetValue(ContactName), call.Given.GetValue(ContactTitle), call.Given.GetValue(ContactEmail), call.Given.GetValue(ContactPhone)),
        },
        cancellation);

    /// <summary>Places an order by the options that all orders have, and prints it: at once, or when it is at its end.</summary>
    internal static Task<int> PlaceAsync(Call call, AccountOrder form, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var wish = OrderOptions.Wish(call, form);
        if (wish.Refused) return call.Refused(wish.Problems);
        var reach = OrderCommands.ReachOf(guildhall);
        var ordered = await guildhall.AccountOrders.OrderAsync(reach, wish.Value, cancellation);
        if (ordered.Refused) return call.Refused(ordered.Problems);
        return call.Given.GetValue(Wait) ? await WaitAsync(call, guildhall, reach, ordered.Value, cancellation) : call.Done(OrderAnswer.Short(ordered.Value));
    }, cancellation);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var link = call.Given.GetValue(Organization) is { } wish ? await guildhall.Links.FindAsync(wish, cancellation) : null;
        if (link is null && call.Given.GetValue(Organization) is { } unknown) return call.Refused([Problem.NotFound($"Nothing linked is called {unknown}.")]);
        var filter = new AccountFilter { Text = call.Given.GetValue(Text), Company = call.Given.GetValue(OfCompany), CostCentre = call.Given.GetValue(OfCostCentre), LinkId = link?.Id, Take = int.MaxValue };
        var page = await guildhall.Accounts.ListAsync(OrderCommands.ReachOf(guildhall), filter, cancellation);
        return page.Refused ? call.Refused(page.Problems) : call.Done(page.Value.Accounts, (json, account) => AccountWriting.Write(json, account, manager: true));
    }, cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var account = await guildhall.Accounts.FindAsync(OrderCommands.ReachOf(guildhall), call.Given.GetValue(AccountActCommands.Id)!, cancellation);
        return account.Refused ? call.Refused(account.Problems) : call.Done(json => AccountWriting.Write(json, account.Value, manager: true));
    }, cancellation);

    /// <summary>Works at the order in this process too: beside a server they share the steps, without one they are all done here.</summary>
    private static async Task<int> WaitAsync(Call call, Installation guildhall, OrderReach reach, OrderView order, CancellationToken cancellation)
    {
        var last = order;
        await guildhall.Effects.RunUntilAsync(
            async stop =>
            {
                var now = await guildhall.Orders.FindAsync(reach, order.Row.Id, stop);
                if (now.Refused) return true;
                if (now.Value.State != last.State) await call.Streams.Error.WriteLineAsync($"{now.Value.State.Word()}.");
                last = now.Value;
                return last.Rests;
            },
            cancellation);
        call.Done(OrderAnswer.Short(last));
        return last.State == OrderState.Active ? ExitCode.Done : call.Refused([Problem.Conflict("ORDER", last.ProblemFor(manager: true) ?? $"The order is {last.State.Word()}.")]);
    }
}
