using System.CommandLine;
using Guildhall.App.Billing;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Billing;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall statement list|show|close|send|paid|void</c>. contract.md 2.</summary>
internal static class StatementCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The statement's id" };
    private static readonly Option<string?> Period = new("--period") { Description = "A month; drafts are only listed with it", HelpName = "YYYY-MM" };
    private static readonly Option<string> Closed = new("--period") { Description = "The month", HelpName = "YYYY-MM", Required = true };
    private static readonly Option<string?> Company = new("--company") { Description = "Part of the company's name", HelpName = "NAME" };
    private static readonly Option<string?> State = new("--state") { Description = "Draft, Final, Sent, Overdue, Paid or Void", HelpName = "STATE" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what closing would make" };
    private static readonly Option<bool> Csv = new("--csv") { Description = "The lines as CSV" };

    public static Command List() => new("list", "Statements, and the drafts of a month") { Period, Company, State };

    public static Command Show() => new("show", "A statement or a draft with its lines") { Id, Csv };

    public static Command Close() => new("close", "Make all statements of an organization's month final") { Closed, DryRun, WebhookCommands.Organization };

    public static Command Send() => new("send", "It has been sent: its days to pay begin") { Id };

    public static Command Paid() => new("paid", "It has been paid") { Id };

    public static Command Void() => new("void", "Nobody has to pay it") { Id };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var (period, state) = (BilledCalls.Period(call.Given.GetValue(Period)), StatementEndpoints.Standing(call.Given.GetValue(State)));
        if (period.Refused || state.Refused) return call.Refused(period.Refused ? period.Problems : state.Problems);
        var filter = new StatementFilter { Month = period.Value, Company = call.Given.GetValue(Company), Standing = state.Value, Take = int.MaxValue };
        var page = await guildhall.StatementQueries.ListAsync(BillingReach.Operator, filter, cancellation);
        foreach (var (tenant, problem) in page.Problems) await call.Streams.Error.WriteLineAsync($"{tenant}: {problem.Message.ReplaceLineEndings(" ")}");
        call.Done(page.Statements.Select(StatementAnswers.Of));
        return page.Problems.IsEmpty ? ExitCode.Done : ExitCode.Refused;
    }, cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var found = await guildhall.StatementQueries.FindAsync(BillingReach.Operator, call.Given.GetValue(Id)!, cancellation);
        if (found.Refused) return call.Refused(found.Problems);
        if (!call.Given.GetValue(Csv)) return call.Done(StatementAnswers.Of(found.Value));
        foreach (var line in StatementFile.Lines(found.Value)) await call.Streams.Out.WriteAsync(line);
        return ExitCode.Done;
    }, cancellation);

    public static Task<int> CloseAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var month = BillingMonth.Read(call.Given.GetValue(Closed));
        if (month.Refused) return call.Refused(month.Problems);
        var tenant = await WebhookCommands.TenantAsync(call, guildhall, cancellation);
        if (tenant.Refused) return call.Refused(tenant.Problems);
        var closed = call.Given.GetValue(DryRun)
            ? await guildhall.MonthClosing.PlanAsync(BillingReach.Operator, tenant.Value, month.Value, cancellation)
            : await guildhall.MonthClosing.CloseAsync(BillingReach.Operator, tenant.Value, month.Value, UserCommands.OriginOf(guildhall), cancellation);
        return closed.Refused ? call.Refused(closed.Problems) : call.Done(StatementAnswers.Of(closed.Value));
    }, cancellation);

    public static Task<int> SendAsync(Call call, CancellationToken cancellation) => ActAsync(call, (acts, id, origin) => acts.SendAsync(BillingReach.Operator, id, seen: null, origin, cancellation), "is sent", cancellation);

    public static Task<int> PaidAsync(Call call, CancellationToken cancellation) => ActAsync(call, (acts, id, origin) => acts.PayAsync(BillingReach.Operator, id, seen: null, origin, cancellation), "is paid", cancellation);

    public static Task<int> VoidAsync(Call call, CancellationToken cancellation) => ActAsync(call, (acts, id, origin) => acts.VoidAsync(BillingReach.Operator, id, seen: null, origin, cancellation), "is void", cancellation);

    private static Task<int> ActAsync(Call call, Func<StatementActs, string, ActOrigin, Task<Result<StatementSheet>>> act, string words, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var done = await act(guildhall.StatementActs, call.Given.GetValue(Id)!, UserCommands.OriginOf(guildhall));
        return done.Refused ? call.Refused(done.Problems) : call.Done(StatementAnswers.Of(done.Value.Head), $"{done.Value.Head.Number} {words}.");
    }, cancellation);
}
