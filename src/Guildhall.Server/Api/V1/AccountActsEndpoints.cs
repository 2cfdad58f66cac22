using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1;

/// <summary><c>/api/v1/accounts/{id}/…</c>: what is done to a member account. The answer is the account with its steps; AWS is called after it. vendor-integration.md 14, 17.</summary>
internal static class AccountActsEndpoints
{
    public static void MapAccountActs(this OwnApi api, Installation guildhall)
    {
        var acts = guildhall.AccountActs;
        Map("suspend", (call, reach, posted, cancellation) =>
            posted.Suspension is { } reason ? acts.SuspendAsync(reach, call.RouteValue("id"), reason, posted.Ou, cancellation) : Task.FromResult<Result<AccountView>>(PostedAct.NoReason));
        Map("resume", (call, reach, _, cancellation) => acts.ResumeAsync(reach, call.RouteValue("id"), cancellation));
        Map("retry", (call, reach, _, cancellation) => acts.RetryAsync(reach, call.RouteValue("id"), cancellation));
        Map("cancel", (call, reach, _, cancellation) => acts.CancelAsync(reach, call.RouteValue("id"), cancellation));

        void Map(string act, Func<ApiCall, OrderReach, PostedAct, CancellationToken, Task<Result<AccountView>>> run) =>
            api.Post("/api/v1/accounts/{id}/" + act, AccountActs.Action, (call, cancellation) => ActAsync(guildhall, call, run, cancellation));
    }

    private static async ValueTask<ApiAnswer> ActAsync(
        Installation guildhall, ApiCall call, Func<ApiCall, OrderReach, PostedAct, CancellationToken, Task<Result<AccountView>>> run, CancellationToken cancellation)
    {
        var posted = PostedAct.Read(call.Body.Span);
        if (posted.Refused) return await AccountsEndpoints.Refuse(posted.Problems[0]);
        var reach = AccountsEndpoints.ReachOf(guildhall, call);
        var account = await run(call, reach, posted.Value, cancellation);
        return account.Refused ? await AccountsEndpoints.Refuse(account.Problems[0]) : await ApiAnswer.Write(json => AccountWriting.Write(json, account.Value, reach.Manages));
    }
}
