using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;
using Guildhall.Server.Ui.Storefront.Accounts;

namespace Guildhall.Server.Api.V1;

/// <summary><c>/api/v1/accounts/{id}/…</c>: what is done to a member account. The answer is the account with its steps; AWS is called after it. vendor-integration.md 14, 17.</summary>
internal static class AccountActsEndpoints
{
    public static void MapAccountActs(this OwnApi api, Installation guildhall)
    {
        var (acts, closures) = (guildhall.AccountActs, guildhall.AccountClosures);
        Map("suspend", ["reason", "ou"], (wish, cancellation) => wish.Posted.Suspension is { } reason ? acts.SuspendAsync(wish.Reach, wish.Id, reason, wish.Posted.Ou, cancellation) : Task.FromResult<Result<AccountView>>(PostedAct.NoReason));
        Map("resume", [], (wish, cancellation) => acts.ResumeAsync(wish.Reach, wish.Id, cancellation));
        Map("tags", ["set", "remove"], (wish, cancellation) => TagAsync(guildhall, wish, cancellation));
        Map("alias", ["alias"], (wish, cancellation) => guildhall.AccountFacts.SetAliasAsync(wish.Reach, wish.Id, wish.Posted.Alias, cancellation));
        Map("contact", ["contact"], (wish, cancellation) => guildhall.AccountFacts.SetContactAsync(wish.Reach, wish.Id, wish.Posted.Contact?.Read(), cancellation));
        Map("name", ["name"], (wish, cancellation) => guildhall.AccountFacts.RenameAsync(wish.Reach, wish.Id, wish.Posted.Name ?? "", cancellation));
        Map("leave", ["confirm"], (wish, cancellation) => closures.LeaveAsync(wish.Reach, wish.Id, wish.Posted.Confirm ?? "", cancellation));
        Map("close/confirm", ["confirm"], (wish, cancellation) => closures.ConfirmCloseAsync(wish.Reach, wish.Id, wish.Posted.Confirm ?? "", cancellation));
        Map("close/withdraw", [], (wish, cancellation) => closures.WithdrawCloseAsync(wish.Reach, wish.Id, cancellation));
        Map("retry", [], (wish, cancellation) => acts.RetryAsync(wish.Reach, wish.Id, cancellation));
        Map("cancel", [], (wish, cancellation) => acts.CancelAsync(wish.Reach, wish.Id, cancellation));
        Post("move", ["ou", "dryRun"], (wish, cancellation) => wish.Posted.DryRun ? EffectAsync(guildhall, wish, cancellation) : AccountAsync(wish, guildhall.AccountMoves.MoveAsync(wish.Reach, wish.Id, wish.Posted.Ou ?? "", cancellation)));
        Post("close", ["confirm", "reason", "dryRun"], (wish, cancellation) => wish.Posted.DryRun ? PlanAsync(guildhall, wish, cancellation) : AccountAsync(wish, closures.CloseAsync(wish.Reach, wish.Id, wish.Posted.Confirm ?? "", wish.Posted.Reason ?? "", cancellation)));
        api.Get("/api/v1/accounts/{id}/tags", OrderQueries.Action, async (call, cancellation) =>
        {
            var tags = await guildhall.AccountTags.ReadAsync(AccountsEndpoints.ReachOf(guildhall, call), call.RouteValue("id"), cancellation);
            return tags.Refused ? await AccountsEndpoints.Refuse(tags.Problems[0]) : LinkAnswers.Of(new { tags = tags.Value });
        });
        api.Post("/api/v1/accounts/{id}/access", AccountAccess.Action, async (call, cancellation) =>
        {
            if (PostedAct.Read(call.Body) is { Refused: true } stray) return await AccountsEndpoints.Refuse(stray.Problems[0]);
            var link = await guildhall.AccountAccess.OpenAsync(AccountsEndpoints.ReachOf(guildhall, call), call.RouteValue("id"), ConsoleLinkPages.IssuerOf(call.Request), cancellation);
            return link.Refused ? await AccountsEndpoints.Refuse(link.Problems[0]) : LinkAnswers.Of(ActAnswers.Of(link.Value));
        });
        api.Get("/api/v1/accounts/{id}/management-access", AccountAccess.Action, async (call, cancellation) =>
            await GrantOf(await guildhall.ManagementAccess.ReadAsync(AccountsEndpoints.ReachOf(guildhall, call), call.RouteValue("id"), cancellation)));
        api.Post("/api/v1/accounts/{id}/management-access", AccountAccess.Action, async (call, cancellation) =>
            await GrantOf(PostedAct.Read(call.Body) is { Refused: true } stray ? stray.Problems : await guildhall.ManagementAccess.CheckAsync(AccountsEndpoints.ReachOf(guildhall, call), call.RouteValue("id"), cancellation)));
        api.Get("/api/v1/accounts/{id}/contact", OrderQueries.Action, async (call, cancellation) =>
        {
            var read = await guildhall.AccountFacts.ContactAsync(AccountsEndpoints.ReachOf(guildhall, call), call.RouteValue("id"), cancellation);
            return read.Refused ? await AccountsEndpoints.Refuse(read.Problems[0]) : LinkAnswers.Of(new { contact = read.Value.Contact });
        });

        void Map(string act, string[] members, Func<ActWish, CancellationToken, Task<Result<AccountView>>> run) => Post(act, members, (wish, cancellation) => AccountAsync(wish, run(wish, cancellation)));

        void Post(string act, string[] members, Func<ActWish, CancellationToken, Task<ApiAnswer>> run) => api.Post("/api/v1/accounts/{id}/" + act, AccountActs.Action, async (call, cancellation) =>
        {
            var posted = PostedAct.Read(call.Body, members);
            if (posted.Refused) return await AccountsEndpoints.Refuse(posted.Problems[0]);
            return await run(new ActWish(call.Caller, AccountsEndpoints.ReachOf(guildhall, call), call.RouteValue("id"), posted.Value), cancellation);
        });
    }

    private static async Task<ApiAnswer> GrantOf(Result<ManagementGrant> grant) => grant.Refused ? await AccountsEndpoints.Refuse(grant.Problems[0]) : LinkAnswers.Of(ActAnswers.Of(grant.Value));

    private static async Task<ApiAnswer> AccountAsync(ActWish wish, Task<Result<AccountView>> act)
    {
        var account = await act;
        return account.Refused ? await AccountsEndpoints.Refuse(account.Problems[0]) : await ApiAnswer.Write(json => AccountWriting.Write(json, account.Value, wish.Reach.Manages));
    }

    private static async Task<Result<AccountView>> TagAsync(Installation guildhall, ActWish wish, CancellationToken cancellation)
    {
        var change = wish.Posted.Tags();
        return change.Refused ? change.Problems : await guildhall.AccountTags.ChangeAsync(wish.Reach, wish.Id, change.Value, cancellation);
    }

    private static async Task<ApiAnswer> EffectAsync(Installation guildhall, ActWish wish, CancellationToken cancellation)
    {
        var effect = await guildhall.AccountMoves.PreviewAsync(wish.Reach, wish.Id, wish.Posted.Ou ?? "", cancellation);
        if (effect.Refused) return await AccountsEndpoints.Refuse(effect.Problems[0]);
        return LinkAnswers.Of(ActAnswers.Of(effect.Value with { Effect = await guildhall.Previews.WithUseAsync(wish.Caller, effect.Value.Effect, cancellation) }));
    }

    private static async Task<ApiAnswer> PlanAsync(Installation guildhall, ActWish wish, CancellationToken cancellation)
    {
        var plan = await guildhall.AccountClosures.PlanAsync(wish.Reach, wish.Id, cancellation);
        return plan.Refused ? await AccountsEndpoints.Refuse(plan.Problems[0]) : LinkAnswers.Of(ActAnswers.Of(plan.Value));
    }

    /// <summary>An act on an account as it came in.</summary>
    private sealed record ActWish(Caller Caller, OrderReach Reach, string Id, PostedAct Posted);
}
