using System.Globalization;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Api.V1;

/// <summary><c>/api/v1/accounts</c>: ordering an AWS account and reading member accounts. vendor-integration.md 17.</summary>
internal static class AccountsEndpoints
{
    private const int MostAccounts = 1_000;

    internal static readonly Problem NoCursor = Problem.Malformed("after is not a cursor that this list gave.", "after");

    public static void MapAccounts(this OwnApi api, Installation guildhall)
    {
        api.Post("/api/v1/accounts", AccountOrders.Action, (call, cancellation) => OrderAsync(guildhall, call, cancellation));
        api.Get("/api/v1/accounts", OrderQueries.Action, (call, cancellation) => ListAsync(guildhall, call, cancellation));
        api.MapAccountActs(guildhall);
        api.Get("/api/v1/accounts/{id}", OrderQueries.Action, async (call, cancellation) =>
        {
            var reach = ReachOf(guildhall, call);
            var account = await guildhall.Accounts.FindAsync(reach, call.RouteValue("id"), cancellation);
            return account.Refused ? await Refuse(account.Problems[0]) : Of(account.Value, reach);
        });
        api.Patch("/api/v1/accounts/{id}", AccountActs.Action, async (call, cancellation) =>
        {
            var change = PostedLabels.Read(call.Body);
            if (change.Refused) return await Refuse(change.Problems[0]);
            var version = LinkAnswers.Version(call, "The account");
            if (version.Refused) return await Refuse(version.Problems[0]);
            var reach = ReachOf(guildhall, call);
            var account = await guildhall.AccountLabelling.ChangeAsync(reach, call.RouteValue("id"), change.Value, version.Value.Seen, cancellation);
            return account.Refused ? await Refuse(account.Problems[0]) : Of(account.Value, reach);
        });
    }

    /// <summary>One account, with the version that its labels are changed by.</summary>
    private static ApiAnswer Of(AccountView account, OrderReach reach) => new(json => AccountWriting.Write(json, account, reach.Manages), null) { ETag = LinkAnswers.ETag(account.Version) };

    internal static OrderReach ReachOf(Installation guildhall, ApiCall call) => OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);

    /// <summary>The number of a parameter; null when it is given and none.</summary>
    internal static int? Number(IQueryCollection query, string name, int standard, int least, int most) => query[name] switch
    {
        [] => standard,
        [{ } text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => null,
    };

    /// <summary>In the codes and statuses of vendor-integration.md 17, with the field as it is posted.</summary>
    internal static ValueTask<ApiAnswer> Refuse(Problem problem)
    {
        if (problem.Kind == ProblemKind.Forbidden) return ApiAnswer.Refuse(problem);
        var told = problem with { Code = LinkAnswers.CodeOf(problem), Member = problem.Member is { } member ? FieldOf(member) : null };
        return ValueTask.FromResult(new ApiAnswer(null, told) { Status = LinkAnswers.StatusOf(problem) });
    }

    private static async ValueTask<ApiAnswer> OrderAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var wish = PostedOrder.Read(call.Body.Span, call.Header("Idempotency-Key"));
        if (wish.Refused) return await Refuse(wish.Problems[0]);
        var reach = ReachOf(guildhall, call);
        var ordered = await guildhall.AccountOrders.OrderAsync(reach, wish.Value, cancellation);
        return ordered.Refused ? await Refuse(ordered.Problems[0]) : await ApiAnswer.Write(json => OrderWriting.Write(json, ordered.Value, reach.Manages));
    }

    private static async ValueTask<ApiAnswer> ListAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        if (Number(call.Query, "limit", 100, 1, MostAccounts) is not { } limit) return await Refuse(Problem.Malformed($"limit must be a number from 1 to {MostAccounts:N0}.", "limit"));
        if (Number(call.Query, "after", 0, 0, int.MaxValue) is not { } after) return await Refuse(NoCursor);
        var reach = ReachOf(guildhall, call);
        var page = await guildhall.Accounts.ListAsync(reach, new AccountFilter { Text = call.Query["text"], Company = call.Query["company"], CostCentre = call.Query["costCentre"], Skip = after, Take = limit }, cancellation);
        return page.Refused ? await Refuse(page.Problems[0]) : await Written(page.Value, after, reach.Manages);
    }

    private static ValueTask<ApiAnswer> Written(AccountPage page, int after, bool manager) => ApiAnswer.Write(json =>
    {
        var next = after + page.Accounts.Length;
        json.WriteStartObject();
        json.WriteStartArray("accounts"u8);
        foreach (var account in page.Accounts) AccountWriting.Write(json, account, manager);
        json.WriteEndArray();
        json.WriteNumber("total"u8, page.Total);
        json.WriteString("next"u8, next < page.Total ? next.ToString(CultureInfo.InvariantCulture) : null);
        json.WriteEndObject();
    });

    private static string FieldOf(string member) => member == nameof(Domain.Vending.AccountOrder.Parent) ? "ou" : char.ToLowerInvariant(member[0]) + member[1..];
}
