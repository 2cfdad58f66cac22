using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Lines;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary><c>/spend/lines</c>: the lines of AWS's report that a figure is made of, read from its files when somebody asks. vendor-integration.md 15.3.</summary>
internal sealed class SpendLinesPages(Installation guildhall)
{
    /// <summary>Nobody waits longer for a page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FileTime = TimeSpan.FromMinutes(10);

    private static readonly string[] Columns =
    [
        "File", "Line", "Day", "Account", "Account name", "Type", "Sold by", "Product", "Product name", "Usage type", "Region", "Resource", "Description", "Invoice", "Currency", "Unblended cost", "Net cost", "Amortised cost",
    ];

    public void Map(PageRoutes pages)
    {
        pages.Get(SpendAddresses.Lines, BillingReach.Read, SpendDoor.Within(guildhall, ShowAsync));
        pages.Get(SpendAddresses.Lines + ".csv", BillingReach.Read, SpendDoor.Within(guildhall, FileAsync));
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call, kept: LineAsk.Names);
        var read = LineAsk.Read(guildhall, reach, query.Value);
        if (read.Refused) return Wrong(query, reach, read.Problems);
        var ask = read.Value;
        var model = new SpendLinesModel(query, ask.Tenant, ask.Month, ask.Periods) { Experience = guildhall.Marketplaces.Find(new TenantId(ask.Tenant))?.Marketplace.FindExperience(new EntityId(query.Value("experience")))?.Name };
        if (ask.Tenant.Length == 0 || ask.Month is not { } month) return Page(model);
        var list = await LineList.ReadAsync(guildhall.ReportLines, reach, ask.Tenant, month, ask.Choice, SpendLinesModel.Shown, Patience, cancellation);
        if (list.Refused) return list.Problems[0].Kind == ProblemKind.NotFound ? new PageAnswer.Refused(list.Problems) : list.Problems[0].Kind == ProblemKind.Malformed ? Wrong(model, list.Problems) : Page(model with { Problems = list.Problems });
        var names = list.Value.Lines.Select(l => l.Key.Account).Distinct().ToDictionary(a => a.Value, a => guildhall.Marketplaces.NameOf(a) ?? "", StringComparer.Ordinal);
        return Page(model with { List = list.Value, Names = names });
    }

    /// <summary>The form with what was typed, where that is the trouble.</summary>
    private PageAnswer Wrong(ListQuery query, BillingReach reach, ImmutableArray<Problem> problems)
    {
        var periods = guildhall.SpendQueries.PeriodsOf(reach, query.Value("organizationId") is { Length: > 0 } tenant ? tenant : null);
        return problems[0].Kind != ProblemKind.Malformed || periods.Refused
            ? new PageAnswer.Refused(problems)
            : Wrong(new SpendLinesModel(query, query.Value("organizationId"), BillingMonth.Read(query.Value("period")) is { Refused: false } month ? month.Value : null, periods.Value), problems);
    }

    private static PageAnswer.View Wrong(SpendLinesModel model, ImmutableArray<Problem> problems) => Page(model with { Wrong = problems }) with { Status = UiProblems.StatusOf(problems) };

    private async ValueTask<PageAnswer> FileAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var read = LineAsk.Read(guildhall, reach, ListQuery.Of(call, kept: LineAsk.Names).Value);
        if (read.Refused) return new PageAnswer.Refused(read.Problems);
        if (read.Value is not { Tenant: { Length: > 0 } tenant, Month: { } month }) return new PageAnswer.Refused(Problem.Malformed("The organization is to be chosen.", "organizationId"));
        var open = await guildhall.ReportLines.OpenAsync(reach, tenant, month, read.Value.Choice, cancellation);
        return open.Refused ? new PageAnswer.Refused(open.Problems) : new PageAnswer.Download($"lines-{month}.csv", "text/csv; charset=utf-8", (text, stopping) => WriteAsync(text, open.Value, stopping));
    }

    /// <summary>All lines, as they come. Where it does not have all of them, the last row says so.</summary>
    private async Task WriteAsync(TextWriter text, OpenReport open, CancellationToken cancellation)
    {
        await text.WriteAsync(CsvFile.Line(Columns));
        var (count, names) = (0, new Dictionary<AccountId, string?>());
        using var limit = guildhall.ReportLines.Limit(FileTime);
        var end = await ReportLines.ReadAsync(open, limit, async (line, stopping) =>
        {
            if (++count > SpendLinesModel.MostInFile) return false;
            if (!names.TryGetValue(line.Key.Account, out var name)) names[line.Key.Account] = name = guildhall.Marketplaces.NameOf(line.Key.Account);
            await text.WriteAsync(CsvFile.Line(Cells(line, name)).AsMemory(), stopping);
            return true;
        }, toFile: true, cancellation);
        if (!end.Complete) await text.WriteAsync(CsvFile.Line([SpendWords.Cut(end, count > SpendLinesModel.MostInFile ? SpendLinesModel.MostInFile : null)]));
    }

    private static object?[] Cells(ReportLine line, string? name) =>
    [
        line.File, line.Line, line.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Key.Account.Value, name, line.Key.LineItemType, line.Key.BillingEntity, line.Key.ProductCode, line.Key.ProductName, line.UsageType,
        line.Key.Region, line.Resource, line.Description, line.Key.InvoiceId, line.Key.Currency, line.Unblended.ToDecimal(), line.Net.ToDecimal(), line.Amortised.ToDecimal(),
    ];

    private static PageAnswer.View Page(SpendLinesModel model) => PageAnswer.Console<SpendLinesView>("Lines of the report", model, SpendAddresses.Above);
}
