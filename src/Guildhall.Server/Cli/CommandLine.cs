using System.CommandLine;
using Guildhall.App.Store;

namespace Guildhall.Server.Cli;

/// <summary>The command line: finds the command, runs it, and turns its end into an exit code. contract.md 2.</summary>
public static class CommandLine
{
    /// <summary>Runs one command to its end. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 a bug.</summary>
    public static async Task<int> RunAsync(string[] arguments, Streams streams, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var given = Root(streams, environment).Parse(arguments);
        if (given.Errors.Count > 0)
        {
            foreach (var error in given.Errors) await streams.Error.WriteLineAsync(error.Message);
            await streams.Error.WriteLineAsync($"'guildhall {string.Join(' ', Path(given))}--help' tells the usage.");
            return ExitCode.WrongUsage;
        }

        try
        {
            // Ctrl-C and SIGTERM cancel the command; a command that has not ended by then is left behind (contract.md 1).
            var invocation = new InvocationConfiguration
            {
                Output = streams.Out,
                Error = streams.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
            };
            return await given.InvokeAsync(invocation, cancellation);
        }
        catch (OperationCanceledException)
        {
            await streams.Error.WriteLineAsync("Stopped before the end.");
            return ExitCode.Refused;
        }
        catch (Exception exception) when (StoreUnavailableException.Of(exception) is { } unavailable)
        {
            await streams.Error.WriteLineAsync($"{unavailable.Message} ({unavailable.GetBaseException().Message.ReplaceLineEndings(" ")})");
            return ExitCode.Refused;
        }
        catch (Exception bug)
        {
            await streams.Error.WriteLineAsync($"This is a defect of Guildhall: {bug}");
            return ExitCode.Bug;
        }
    }

    private static RootCommand Root(Streams streams, IReadOnlyDictionary<string, string> environment)
    {
        var root = new RootCommand("Guildhall, a private marketplace for AWS that you run yourself") { GlobalOptions.Data, GlobalOptions.Json };
        Add(DemoCommand.Make(), DemoCommand.RunAsync);
        Add(ServeCommand.Make(), ServeCommand.RunAsync);
        Add(SimulateAwsCommand.Make(), SimulateAwsCommand.RunAsync);
        Add(MigrateCommand.Make(), MigrateCommand.RunAsync);
        Add(BackupCommand.Make(), BackupCommand.RunAsync);
        Add(RestoreCommand.Make(), RestoreCommand.RunAsync);
        Add(ExplainCommand.Make(), ExplainCommand.RunAsync);
        Add(PreviewCommand.Make(), PreviewCommand.RunAsync);
        Add(SearchCommand.Make(), SearchCommand.RunAsync);
        root.Add(Group("key", "Keys that sign calls to Guildhall", (KeyCommands.Create(), KeyCommands.CreateAsync), (KeyCommands.Disable(), KeyCommands.DisableAsync)));
        root.Add(Group("master-key", "The key that seals all stored secrets", (MasterKeyCommands.Show(), MasterKeyCommands.ShowAsync), (MasterKeyCommands.Rotate(), MasterKeyCommands.RotateAsync)));
        var user = Group(
            "user",
            "People who sign in to the pages",
            (UserCommands.Create(), UserCommands.CreateAsync),
            (UserCommands.List(), UserCommands.ListAsync),
            (UserCommands.Disable(), UserCommands.DisableAsync),
            (UserCommands.Enable(), UserCommands.EnableAsync),
            (UserCommands.ResetPassword(), UserCommands.ResetPasswordAsync));
        root.Add(user);
        user.Add(Group("role", "Their roles", (UserRoleCommands.Add(), UserRoleCommands.AddAsync), (UserRoleCommands.Remove(), UserRoleCommands.RemoveAsync)));
        root.Add(Group("catalog", "The product catalogue", (CatalogCommands.Generate(), CatalogCommands.GenerateAsync), (CatalogCommands.Import(), CatalogCommands.ImportAsync), (PullCommand.Make(), PullCommand.RunAsync)));
        root.Add(Group(
            "organization",
            "Linked AWS organizations",
            (OrganizationCommands.Link(), OrganizationCommands.LinkAsync),
            (LinkDraftCommands.Save(), LinkDraftCommands.SaveAsync),
            (LinkDraftCommands.List(), LinkDraftCommands.ListAsync),
            (LinkDraftCommands.TakeUp(), LinkDraftCommands.TakeUpAsync),
            (OrganizationCommands.Check(), OrganizationCommands.CheckAsync),
            (OrganizationCommands.TrustPolicy(), OrganizationCommands.TrustPolicyAsync),
            (OrganizationCommands.Show(), OrganizationCommands.ShowAsync),
            (EnableCommand.Make(), EnableCommand.RunAsync),
            (LinkCommands.Edit(), LinkCommands.EditAsync),
            (LinkSettingsCommand.Make(), LinkSettingsCommand.RunAsync),
            (LinkCommands.Rotate(), LinkCommands.RotateAsync),
            (LinkCommands.RollBack(), LinkCommands.RollBackAsync),
            (LinkCommands.Retry(), LinkCommands.RetryAsync),
            (LinkCommands.MakeDefault(), LinkCommands.MakeDefaultAsync),
            (LinkCommands.Pause(), LinkCommands.PauseAsync),
            (LinkCommands.Resume(), LinkCommands.ResumeAsync),
            (LinkCommands.Remove(), LinkCommands.RemoveAsync),
            (OrganizationCommands.Sync(), OrganizationCommands.SyncAsync),
            (OrganizationCommands.Restore(), OrganizationCommands.RestoreAsync),
            (OrganizationCommands.List(), OrganizationCommands.ListAsync),
            (IntegrationCommands.Integrate(), IntegrationCommands.IntegrateAsync),
            (IntegrationCommands.Disable(), IntegrationCommands.DisableAsync),
            (IntegrationCommands.Register(), IntegrationCommands.RegisterAsync),
            (IntegrationCommands.Remove(), IntegrationCommands.RemoveAsync)));
        root.Add(Group(
            "account",
            "AWS member accounts",
            (AccountCommands.Order(), AccountCommands.OrderAsync),
            (InvitationCommands.Invite(), InvitationCommands.InviteAsync),
            (AccountCommands.List(), AccountCommands.ListAsync),
            (AccountCommands.Show(), AccountCommands.ShowAsync),
            (AccountActCommands.Suspend(), AccountActCommands.SuspendAsync),
            (AccountActCommands.Resume(), AccountActCommands.ResumeAsync),
            (AccountEndCommands.Move(), AccountEndCommands.MoveAsync),
            (AccountEndCommands.Tag(), AccountEndCommands.TagAsync),
            (AccountEditCommand.Make(), AccountEditCommand.RunAsync),
            (AccountFactCommands.SetAlias(), AccountFactCommands.SetAliasAsync),
            (AccountFactCommands.SetContact(), AccountFactCommands.SetContactAsync),
            (AccountFactCommands.Rename(), AccountFactCommands.RenameAsync),
            (AccountFactCommands.Access(), AccountFactCommands.AccessAsync),
            (AccountFactCommands.AllowAccess(), AccountFactCommands.AllowAccessAsync),
            (AccountEndCommands.Close(), AccountEndCommands.CloseAsync),
            (AccountEndCommands.ConfirmClose(), AccountEndCommands.ConfirmCloseAsync),
            (AccountEndCommands.WithdrawClose(), AccountEndCommands.WithdrawCloseAsync),
            (AccountEndCommands.Leave(), AccountEndCommands.LeaveAsync),
            (AccountActCommands.Retry(), AccountActCommands.RetryAsync),
            (AccountActCommands.Cancel(), AccountActCommands.CancelAsync)));
        root.Add(Group(
            "order",
            "Orders of AWS accounts",
            (OrderCommands.List(), OrderCommands.ListAsync),
            (OrderCommands.Show(), OrderCommands.ShowAsync),
            (OrderCommands.Cancel(), OrderCommands.CancelAsync),
            (ApprovalCommands.Approve(), ApprovalCommands.ApproveAsync),
            (ApprovalCommands.Reject(), ApprovalCommands.RejectAsync),
            (OrderCommands.Retry(), OrderCommands.RetryAsync),
            (InvitationCommands.Again(), InvitationCommands.AgainAsync)));
        root.Add(Group(
            "product",
            "The AWS account as it is sold",
            (ProductCommands.Show(), ProductCommands.ShowAsync),
            (ProductCommands.Edit(), ProductCommands.EditAsync),
            (ProductCommands.Publish(), ProductCommands.PublishAsync),
            (ProductCommands.Withdraw(), ProductCommands.WithdrawAsync)));
        root.Add(Group(
            "report",
            "Billing reports of AWS",
            (ReportCommands.Ingest(), ReportCommands.IngestAsync),
            (ReportCommands.List(), ReportCommands.ListAsync),
            (ReportShowCommand.Make(), ReportShowCommand.RunAsync),
            (ReportCommands.Verify(), ReportCommands.VerifyAsync),
            (UsageRunCommands.Reprocess(), UsageRunCommands.ReprocessAsync),
            (UsageRunCommands.Approve(), UsageRunCommands.ApproveAsync),
            (UsageRunCommands.Decline(), UsageRunCommands.DeclineAsync)));
        root.Add(Group(
            "request",
            "Requests for products",
            (RequestCommands.List(), RequestCommands.ListAsync),
            (RequestCommands.Show(), RequestCommands.ShowAsync),
            (RequestCommands.Create(), RequestCommands.CreateAsync),
            (RequestCommands.Cancel(), RequestCommands.CancelAsync),
            (RequestCommands.Approve(), RequestCommands.ApproveAsync),
            (RequestCommands.Decline(), RequestCommands.DeclineAsync),
            (RequestCommands.Block(), RequestCommands.BlockAsync),
            (RequestCommands.Unblock(), RequestCommands.UnblockAsync)));
        root.Add(Group(
            "agreement",
            "What accounts have bought, as Guildhall's own record",
            (AgreementCommands.List(), AgreementCommands.ListAsync),
            (AgreementCommands.Show(), AgreementCommands.ShowAsync),
            (AgreementCommands.Cancel(), AgreementCommands.CancelAsync)));
        root.Add(Group(
            "mail",
            "Mail of events, and who gets it",
            (MailCommands.List(), MailCommands.ListAsync),
            (MailCommands.Show(), MailCommands.ShowAsync),
            (MailCommands.Rules(), MailCommands.RulesAsync),
            (MailCommands.Send(), MailCommands.SendAsync),
            (MailCommands.Stop(), MailCommands.StopAsync),
            (MailCommands.Test(), MailCommands.TestAsync)));
        root.Add(Group(
            "webhook",
            "Servers that get events",
            (WebhookCommands.Add(), WebhookCommands.AddAsync),
            (WebhookCommands.Edit(), WebhookCommands.EditAsync),
            (WebhookCommands.List(), WebhookCommands.ListAsync),
            (WebhookCommands.Show(), WebhookCommands.ShowAsync),
            (WebhookCommands.Remove(), WebhookCommands.RemoveAsync),
            (WebhookCommands.Pause(), WebhookCommands.PauseAsync),
            (WebhookCommands.Resume(), WebhookCommands.ResumeAsync),
            (WebhookCommands.Rotate(), WebhookCommands.RotateAsync),
            (DeliveryCommands.List(), DeliveryCommands.ListAsync),
            (DeliveryCommands.Replay(), DeliveryCommands.ReplayAsync),
            (DeliveryCommands.Test(), DeliveryCommands.TestAsync)));
        root.Add(Group(
            "price",
            "Price rules and rates",
            (PriceCommands.List(), PriceCommands.ListAsync),
            (PriceCommands.Show(), PriceCommands.ShowAsync),
            (PriceCommands.Add(), PriceCommands.AddAsync),
            (PriceCommands.Edit(), PriceCommands.EditAsync),
            (PriceCommands.End(), PriceCommands.EndAsync),
            (PriceCommands.Preview(), PriceCommands.PreviewAsync),
            (PriceCommands.SetRate(), PriceCommands.SetRateAsync)));
        root.Add(Group(
            "budget",
            "What accounts, companies and organizations may cost in a month",
            (BudgetCommands.List(), BudgetCommands.ListAsync),
            (BudgetCommands.Show(), BudgetCommands.ShowAsync),
            (BudgetCommands.Set(), BudgetCommands.SetAsync),
            (BudgetCommands.Allow(), BudgetCommands.AllowAsync),
            (BudgetCommands.Remove(), BudgetCommands.RemoveAsync)));
        root.Add(Group(
            "exit",
            "Plans to pay for a product of AWS Marketplace no longer",
            (ExitCommands.List(), ExitCommands.ListAsync),
            (ExitCommands.Plan(), ExitCommands.PlanAsync),
            (ExitCommands.Change(), ExitCommands.ChangeAsync)));
        root.Add(Group(
            "statement",
            "Statements of companies",
            (StatementCommands.List(), StatementCommands.ListAsync),
            (StatementCommands.Show(), StatementCommands.ShowAsync),
            (StatementCommands.Close(), StatementCommands.CloseAsync),
            (StatementCommands.Send(), StatementCommands.SendAsync),
            (StatementCommands.Paid(), StatementCommands.PaidAsync),
            (StatementCommands.Void(), StatementCommands.VoidAsync)));
        return root;

        void Add(Command command, Func<Call, CancellationToken, Task<int>> run)
        {
            command.SetAction((given, cancellation) => run(new Call(given, streams, environment), cancellation));
            root.Add(command);
        }

        Command Group(string name, string description, params ReadOnlySpan<(Command Command, Func<Call, CancellationToken, Task<int>> Run)> members)
        {
            var group = new Command(name, description);
            foreach (var (command, run) in members)
            {
                command.SetAction((given, cancellation) => run(new Call(given, streams, environment), cancellation));
                group.Add(command);
            }

            return group;
        }
    }

    private static IEnumerable<string> Path(ParseResult given)
    {
        for (var result = given.CommandResult; result.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent)
            yield return result.Command.Name + " ";
    }
}
