using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Statements;

/// <summary><c>/spend/statements</c>: by month, one to read and to print, closing a month. vendor-integration.md 15.5.</summary>
internal sealed class StatementPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(StatementAddresses.List, BillingReach.Read, Within(ListAsync));
        pages.Get(StatementAddresses.List + ".csv", BillingReach.Read, Within(ListFileAsync));
        pages.Get(StatementAddresses.Close, BillingReach.Manage, Within(AskAsync));
        pages.Post(StatementAddresses.Close, BillingReach.Manage, Within(CloseAsync));
        pages.Get(StatementAddresses.One, BillingReach.Read, On((call, sheet) => PageAnswer.Console<StatementDetailView>(Title(sheet), Shown(call, sheet), StatementAddresses.Above)));
        pages.Get(StatementAddresses.One + "/print", BillingReach.Read, On((call, sheet) => PageAnswer.Plain<StatementPrintView>(Title(sheet), Shown(call, sheet))));
        pages.Get(StatementAddresses.One + "/lines.csv", BillingReach.Read, On((_, sheet) => CsvFile.Of(sheet.Head.Number ?? sheet.Head.Id, StatementFile.Columns, StatementFile.Rows(sheet))));
        pages.Post(StatementAddresses.One + "/send", BillingReach.Manage, Act("is sent.", (acts, reach, id, origin, c) => acts.SendAsync(reach, id, seen: null, origin, c)));
        pages.Post(StatementAddresses.One + "/paid", BillingReach.Manage, Act("is paid.", (acts, reach, id, origin, c) => acts.PayAsync(reach, id, seen: null, origin, c)));
        pages.Get(StatementAddresses.One + "/void", BillingReach.Manage, On((call, sheet) =>
            PageAnswer.Console<VoidStatementView>("Void", Shown(call, sheet), StatementAddresses.Above, new Crumb(Title(sheet), StatementAddresses.Of(sheet.Head.Id)))));
        pages.Post(StatementAddresses.One + "/void", BillingReach.Manage, Act("is void.", (acts, reach, id, origin, c) => acts.VoidAsync(reach, id, seen: null, origin, c)));
    }

    private PageHandler Within(Func<PageCall, BillingReach, CancellationToken, ValueTask<PageAnswer>> handler) => SpendDoor.Within(guildhall, handler);

    private PageHandler On(Func<PageCall, StatementSheet, PageAnswer> handler) => Within(async (call, reach, cancellation) =>
        await guildhall.StatementQueries.FindAsync(reach, call.Route("id"), cancellation) is var found && found.Refused ? new PageAnswer.Refused(found.Problems) : handler(call, found.Value));

    private PageHandler Act(string words, Func<StatementActs, BillingReach, string, ActOrigin, CancellationToken, Task<Result<StatementSheet>>> act) => Within(async (call, reach, cancellation) =>
    {
        var done = await act(guildhall.StatementActs, reach, call.Route("id"), call.Origin, cancellation);
        return done.Refused ? new PageAnswer.Refused(done.Problems) : new PageAnswer.SeeOther(StatementAddresses.Of(done.Value.Head.Id), Flash.Done($"{done.Value.Head.Number} {words}"));
    });

    private async ValueTask<PageAnswer> ListAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call, kept: ["period", "state"]);
        var months = await guildhall.StatementQueries.MonthsAsync(reach, cancellation);
        var month = MonthOf(query, months, call.Now);
        var page = await FindAsync(reach, query, month, query.Skip, ListQuery.PageSize, cancellation);
        return PageAnswer.Console<StatementListView>("Statements", new StatementList(
            query, month, [.. months.Select(m => m.Month).Distinct()], page, [.. months.Where(m => m.Month == month && m.ClosedAt is null)], SpendDoor.Organizations(guildhall), call.May(BillingReach.Manage)));
    }

    private async ValueTask<PageAnswer> ListFileAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call, kept: ["period", "state"]);
        var month = MonthOf(query, await guildhall.StatementQueries.MonthsAsync(reach, cancellation), call.Now);
        var found = await FindAsync(reach, query, month, 0, int.MaxValue, cancellation);
        if (!found.Problems.IsEmpty) return new PageAnswer.Refused([.. found.Problems.Select(p => p.Problem)]);
        return CsvFile.Of(
            "statements", ["Number", "Period", "Organization", "Company", "State", "Total", "Currency", "Reported currency", "Rate", "Due on", "Id"],
            found.Statements.Select(s => (IReadOnlyList<object?>)[s.Number, $"{s.Month}", s.Tenant, s.Company, $"{s.Standing}", s.Billed, s.Currency, s.Reported, s.Rate, s.DueOn?.ToString("yyyy-MM-dd"), s.Id]));
    }

    private Task<StatementPage> FindAsync(BillingReach reach, ListQuery query, BillingMonth? month, int skip, int take, CancellationToken cancellation) => guildhall.StatementQueries.ListAsync(
        reach, new StatementFilter { Month = month, Company = query.HasFilter ? query.Text : null, Standing = ListQuery.Named<StatementStanding>(query.Value("state")), Skip = skip, Take = take }, cancellation);

    /// <summary>The month of the address, else the last one that is over, else the newest.</summary>
    private static BillingMonth? MonthOf(ListQuery query, ImmutableArray<StatementMonth> months, DateTimeOffset now)
    {
        if (BillingMonth.Read(query.Value("period")) is { Refused: false } asked) return asked.Value;
        var newest = months.Select(m => m.Month).Order().Reverse().ToList();
        return newest.Where(m => m < BillingMonth.Of(now)).Select(m => (BillingMonth?)m).FirstOrDefault() ?? newest.Select(m => (BillingMonth?)m).FirstOrDefault();
    }

    private async ValueTask<PageAnswer> AskAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var (month, tenant) = (BillingMonth.Read(call.Query["period"]), call.Query["organization"].ToString());
        if (month.Refused) return new PageAnswer.Refused(month.Problems);
        var plan = await guildhall.MonthClosing.PlanAsync(reach, tenant, month.Value, cancellation);
        return plan.Refused ? new PageAnswer.Refused(plan.Problems) : PageAnswer.Console<CloseMonthView>($"Close {month.Value}", new CloseMonth(plan.Value, SpendDoor.Organizations(guildhall).GetValueOrDefault(tenant) ?? tenant), StatementAddresses.Above);
    }

    private async ValueTask<PageAnswer> CloseAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var month = BillingMonth.Read(call.Text("period"));
        if (month.Refused) return new PageAnswer.Refused(month.Problems);
        if (call.RequireProof() is { } first) return first;
        var closed = await guildhall.MonthClosing.CloseAsync(reach, call.Text("organization"), month.Value, call.Origin, cancellation);
        return closed.Refused
            ? new PageAnswer.Refused(closed.Problems)
            : new PageAnswer.SeeOther($"{StatementAddresses.List}?period={month.Value}", Flash.Done($"{month.Value} is closed: {closed.Value.Statements:N0} {(closed.Value.Statements == 1 ? "statement is" : "statements are")} final."));
    }

    private ShownStatement Shown(PageCall call, StatementSheet sheet) => new(sheet, SpendDoor.Organizations(guildhall).GetValueOrDefault(sheet.Head.Tenant) ?? sheet.Head.Tenant, call.May(BillingReach.Manage), ListQuery.Of(call));

    private static string Title(StatementSheet sheet) => sheet.Head.Number is { } number ? $"Statement {number}" : $"Draft for {StatementWords.CompanyOf(sheet.Head.Company)}, {sheet.Head.Month}";
}
