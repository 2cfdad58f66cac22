using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Prices;

/// <summary>A month's rate, and who set it.</summary>
public sealed record MonthRate(BillingMonth Month, ExchangeRate Rate, DateTimeOffset UpdatedAt, string UpdatedBy);

/// <summary>Rates between currencies by month, fixed when a month is closed. vendor-integration.md 15.5.</summary>
public sealed class ExchangeRates
{
    private readonly Database _database;
    private readonly Writer _writer;

    internal ExchangeRates(Database database, Writer writer) => (_database, _writer) = (database, writer);

    /// <param name="month">Null for all, the newest month first.</param>
    public async Task<ImmutableArray<MonthRate>> ListAsync(BillingMonth? month, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        var number = month?.Number;
        var rows = await db.ExchangeRates.AsNoTracking().Where(r => number == null || r.Month == number).OrderByDescending(r => r.Month).ThenBy(r => r.From).ThenBy(r => r.To).Take(1_000).ToListAsync(cancellation);
        return [.. rows.Select(Of)];
    }

    /// <summary>Sets a month's rate; statements that are final keep theirs. Refused: everything wrong with it; whoever does not decide for all organizations.</summary>
    public async Task<Result<MonthRate>> SetAsync(BillingReach reach, BillingMonth month, ExchangeRate rate, ActOrigin origin, CancellationToken cancellation)
    {
        if (!reach.All) return Problem.Forbidden("Rates hold for all organizations: a marketplace manager sets them.");
        if (rate.Faults().ToImmutableArray() is { IsEmpty: false } wrong) return wrong;
        return await _writer.WriteAsync<Result<MonthRate>>(
            scope =>
            {
                var row = scope.Db.ExchangeRates.Find(month.Number, rate.From, rate.To);
                var (text, before) = (rate.Rate.ToString("0.##########", CultureInfo.InvariantCulture), row?.Rate);
                scope.Stage(db =>
                {
                    row ??= db.Add(new ExchangeRateRow { Month = month.Number, From = rate.From, To = rate.To, Rate = text, UpdatedBy = origin.Who }).Entity;
                    (row.Rate, row.UpdatedAt, row.UpdatedBy) = (text, scope.Now, origin.Who);
                });
                foreach (var budget in scope.Db.Budgets.Where(b => b.Currency == rate.To).ToList()) scope.Stage(_ => KeptBudgets.Due(budget));
                LinkAudit.Stage(scope, "SetExchangeRate", origin, null, new JsonObject { ["period"] = $"{month}", ["from"] = rate.From, ["to"] = rate.To, ["before"] = before, ["after"] = text });
                return new MonthRate(month, rate, scope.Now, origin.Who);
            },
            cancellation);
    }

    private static MonthRate Of(ExchangeRateRow row) => new(new BillingMonth(row.Month), new ExchangeRate(row.From, row.To, decimal.Parse(row.Rate, CultureInfo.InvariantCulture)), row.UpdatedAt, row.UpdatedBy);
}
