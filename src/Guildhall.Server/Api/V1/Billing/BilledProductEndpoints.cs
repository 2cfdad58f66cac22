using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Exits;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/spend/products</c>: products of AWS Marketplace in the bills, beside what is decided about them. mission.md M-39.</summary>
internal static class BilledProductEndpoints
{
    private const string Path = "/api/v1/spend/products";

    public static void MapBilledProducts(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ListAsync(guildhall, call, reach, cancellation)));
        api.Get(Path + "/unused", BillingReach.Read, Within(guildhall, (call, reach, _) => Task.FromResult(Unused(guildhall, call, reach))));
        api.Get(Path + "/repeated", BillingReach.Read, Within(guildhall, (call, reach, _) => Task.FromResult(Repeated(guildhall, call, reach))));
    }

    private static async Task<ApiAnswer> ListAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var part = BilledPart.All;
        if (call.Query["part"].ToString() is { Length: > 0 } word && !BilledProductAnswers.Parts.TryGetValue(word, out part))
            return Refuse(Problem.Malformed($"part is one of {string.Join(", ", BilledProductAnswers.Parts.Keys)}.", "part"));
        if (Read(guildhall, call, reach) is var read && read.Refused) return Refuse(read.Problems);
        var (tenant, list) = read.Value;
        var plans = await guildhall.ExitQueries.ListAsync(reach, new ExitFilter(tenant, ExitState.Planned), cancellation);
        return Page(call, [.. BilledRow.Of(list, part)], BilledProductAnswers.CursorOf, (rows, next) => BilledProductAnswers.Of(guildhall, tenant, list, rows, plans.ToDictionary(p => p.Code, StringComparer.Ordinal), next));
    }

    private static ApiAnswer Unused(Installation guildhall, ApiCall call, BillingReach reach)
    {
        var read = Read(guildhall, call, reach);
        return read.Refused ? Refuse(read.Problems) : Page(call, read.Value.List.Unused, a => a.Id, (some, next) => new
        {
            organizationId = read.Value.Tenant,
            agreements = some.Select(a => new { agreementId = a.Id, productId = a.Product?.Value, name = a.Name, accountId = a.Account, endsAt = a.End }),
            next,
        });
    }

    private static ApiAnswer Repeated(Installation guildhall, ApiCall call, BillingReach reach)
    {
        var read = Read(guildhall, call, reach);
        return read.Refused ? Refuse(read.Problems) : Page(call, read.Value.List.Repeated, p => p.Agreements[0].Agreement, (some, next) => new
        {
            organizationId = read.Value.Tenant,
            products = some.Select(p => new { productId = p.Product?.Value, name = p.Name, company = p.Company, agreements = p.Agreements.Select(a => new { agreementId = a.Agreement, accountId = a.Account }) }),
            next,
        });
    }

    /// <summary>The organization and its list. Refused: none is named and there are several, beyond reach.</summary>
    private static Result<(string Tenant, BilledProductList List)> Read(Installation guildhall, ApiCall call, BillingReach reach)
    {
        var asked = call.Query["organizationId"].ToString();
        if ((asked.Length > 0 ? asked : reach.Tenant) is not { } tenant) return Problem.Malformed("organizationId says whose bills.", "organizationId");
        var list = guildhall.BilledProducts.Of(reach, tenant, call.Caller.Account, SpendAsk.Named(call.Query["experience"].ToString()));
        return list.Refused ? list.Problems : (tenant, list.Value);
    }
}
