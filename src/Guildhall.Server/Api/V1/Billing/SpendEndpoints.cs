using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/spend</c>: what accounts, companies and products cost. mission.md M-39.</summary>
internal static class SpendEndpoints
{
    private const string Path = "/api/v1/spend";
    private const int Most = 1_000;

    /// <summary>Nobody waits longer for the lines of a report.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static void MapSpend(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, BillingReach.Read, Within(guildhall, (call, reach, _) => Task.FromResult(Tell(guildhall, call, reach))));
        api.Get(Path + "/lines", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => LinesAsync(guildhall, call, reach, cancellation)));
    }

    private static async Task<ApiAnswer> LinesAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (AccountsEndpoints.Number(call.Query, "limit", 100, 1, Most) is not { } limit) return Refuse(Problem.Malformed($"limit must be a number from 1 to {Most:N0}.", "limit"));
        var ask = LineAsk.Read(guildhall, reach, name => call.Query[name].ToString());
        if (ask.Refused) return Refuse(ask.Problems);
        if (ask.Value.Month is not { } month) return Refuse(Problem.NotFound("No report is in force."));
        if (ask.Value.Tenant.Length == 0) return Refuse(Problem.Malformed("organizationId says whose report.", "organizationId"));
        var list = await LineList.ReadAsync(guildhall.ReportLines, reach, ask.Value.Tenant, month, ask.Value.Choice, limit, Patience, cancellation);
        if (list.Refused) return Refuse(list.Problems);
        return list.Value.End.Problem is { } problem ? Refuse(problem) : Write(Document(ask.Value.Tenant, month, list.Value));
    }

    private static object Document(string tenant, BillingMonth month, LineList list) => new
    {
        organizationId = tenant,
        period = $"{month}",
        run = list.Run,
        count = list.Count,
        complete = list.End.Complete,
        sums = list.Sums.ToDictionary(s => s.Key, s => new { unblended = $"{s.Value.Unblended}", net = $"{s.Value.Net}", amortised = $"{s.Value.Amortised}" }),
        lines = list.Lines.Select(l => new
        {
            file = l.File,
            line = l.Line,
            day = $"{l.Day:yyyy-MM-dd}",
            account = l.Key.Account.Value,
            type = l.Key.LineItemType,
            billingEntity = l.Key.BillingEntity,
            product = l.Key.ProductCode,
            productName = l.Key.ProductName,
            usageType = l.UsageType,
            region = l.Key.Region,
            resource = l.Resource,
            description = l.Description,
            invoice = l.Key.InvoiceId,
            currency = l.Key.Currency,
            unblended = $"{l.Unblended}",
            net = $"{l.Net}",
            amortised = $"{l.Amortised}",
        }),
    };

    private static ApiAnswer Tell(Installation guildhall, ApiCall call, BillingReach reach)
    {
        var wish = SpendAsk.Read(name => call.Query[name].ToString());
        if (wish.Refused) return Refuse(wish.Problems);
        var report = guildhall.SpendQueries.Of(reach, wish.Value);
        return report.Refused ? Refuse(report.Problems) : Page(call, report.Value.Rows, Cursor, (rows, next) => Document(report.Value, rows, next));
    }

    private static object Document(SpendReport report, IReadOnlyList<SpendRow> rows, string? next) => new
    {
        currency = report.Currency,
        currencies = report.Currencies,
        from = report.Currency is null ? null : $"{report.From}",
        to = report.Currency is null ? null : $"{report.To}",
        sum = Of(report.Sum),
        before = report.Before?.ToString(),
        months = report.ByMonth.Select(p => Point("period", $"{p.Day:yyyy-MM}", p.Amount)),
        days = report.ByDay?.Select(p => Point("day", $"{p.Day:yyyy-MM-dd}", p.Amount)),
        rows = rows.Select(r => new { key = r.Key, name = r.Name, aws = $"{r.Amount.Aws}", marketplace = $"{r.Amount.Marketplace}", total = $"{r.Total}", before = r.Before?.ToString() }),
        quarantined = report.Quarantined,
        next,
    };

    private static string Cursor(SpendRow row) => row.Key.Length == 0 ? SpendAsk.None : row.Key;

    private static object Of(SpendAmount amount) => new { aws = $"{amount.Aws}", marketplace = $"{amount.Marketplace}", total = $"{amount.Total}" };

    private static Dictionary<string, string> Point(string name, string at, SpendAmount amount) =>
        new() { [name] = at, ["aws"] = $"{amount.Aws}", ["marketplace"] = $"{amount.Marketplace}", ["total"] = $"{amount.Total}" };
}
