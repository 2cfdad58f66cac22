using System.Collections.Immutable;
using System.CommandLine;
using Guildhall.App.Billing.Queries;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall report show --period YYYY-MM --by account|service|product|day|tag [--tag KEY] [--csv]</c>: the costs in force, without price rules. contract.md 2.</summary>
internal static class ReportShowCommand
{
    private static readonly Option<string> Period = new("--period") { Description = "The month", HelpName = "YYYY-MM", Required = true };
    private static readonly Option<ReportSumsBy> By = new("--by") { Description = "What costs are added up by; product: AWS Marketplace, service: all else; tag: the values of --tag", HelpName = "account|service|product|day|tag", DefaultValueFactory = _ => ReportSumsBy.Account };
    private static readonly Option<string> Tag = new("--tag") { Description = "The key of a tag that the billing settings name", HelpName = "KEY", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> Csv = new("--csv") { Description = "A CSV file instead of JSON" };

    public static Command Make() => new("show", "A month's costs as the report has them") { ReportCommands.Organization, Period, By, Tag, Csv };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var period = BillingMonth.Read(call.Given.GetValue(Period));
        var ask = ReportSumsAsk.Read(Word(call), call.Given.GetValue(Tag)!);
        return period.Refused ? Task.FromResult(call.Refused(period.Problems)) : ask.Refused ? Task.FromResult(call.Refused(ask.Problems)) : ReportCommands.RunAsync(call, async (guildhall, organizations, _) =>
        {
            var rows = new List<(string Organization, ReportSum Sum)>();
            foreach (var organization in organizations)
            {
                if (await guildhall.UsageRuns.InForceAsync(organization.Tenant, period.Value, cancellation) is { } run) rows.AddRange(guildhall.ReportSums.Of(run, ask.Value).Select(s => (run.Tenant, s)));
            }

            return call.Given.GetValue(Csv) ? Lines(call, rows) : Document(call, period.Value, rows);
        }, cancellation);
    }

    private static int Document(Call call, BillingMonth period, List<(string Organization, ReportSum Sum)> rows) => call.Done(json =>
    {
        json.WriteStartObject();
        json.WriteString("period"u8, period.ToString());
        json.WriteString("by"u8, Word(call));
        json.WriteStartArray("rows"u8);
        foreach (var (organization, sum) in rows)
        {
            json.WriteStartObject();
            json.WriteString("organizationId"u8, organization);
            json.WriteString(Word(call), sum.Key);
            if (sum.Name.Length > 0) json.WriteString("name"u8, sum.Name);
            json.WriteString("currency"u8, sum.Currency);
            json.WriteString("unblended"u8, sum.Unblended.ToString());
            json.WriteString("net"u8, sum.Net.ToString());
            json.WriteString("amortised"u8, sum.Amortised.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        UsageRunWriting.WriteSums(json, "sums", Totals(rows));
        json.WriteEndObject();
    });

    private static int Lines(Call call, List<(string Organization, ReportSum Sum)> rows)
    {
        call.Streams.Out.Write(CsvFile.Line(["organizationId", Word(call), "name", "currency", "unblended", "net", "amortised"]));
        foreach (var (organization, sum) in rows)
            call.Streams.Out.Write(CsvFile.Line([organization, sum.Key, sum.Name, sum.Currency, Number(sum.Unblended), Number(sum.Net), Number(sum.Amortised)]));
        return ExitCode.Done;

        static object Number(AmountSum sum) => decimal.Parse(sum.ToString(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ImmutableSortedDictionary<string, AmountSum> Totals(List<(string Organization, ReportSum Sum)> rows) => rows.GroupBy(r => r.Sum.Currency, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(g => g.Key, g => g.Aggregate(AmountSum.Zero, (sum, one) => sum + one.Sum.Unblended), StringComparer.Ordinal);

    private static string Word(Call call) => call.Given.GetValue(By).ToString().ToLowerInvariant();
}
