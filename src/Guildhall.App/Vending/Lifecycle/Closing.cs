using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Organizations;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// Has AWS close an account: done when AWS says once that it is closing or closed, because the state goes back and forth at first. Closings beyond AWS's
/// quotas wait for their turn. vendor-integration.md 14.2, aws-operations.md F.11, F.14.
/// </summary>
internal sealed class Closing(OrganizationSyncs syncs) : MemberStep
{
    /// <summary>AWS does not say when the next one is free: the window of 30 days slides.</summary>
    private static readonly TimeSpan NextQuota = TimeSpan.FromDays(1);

    private static readonly TimeSpan NextOfThree = TimeSpan.FromMinutes(1);

    public override string Kind => MemberSteps.Close;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var (account, client) = (turn.Entry.Subject, new OrganizationsClient(turn.Connection));
        if (!(await client.DescribeAccountAsync(account, cancellation)).Gave(out var seen, out var problem)) return Of(problem);
        if (seen.State is AccountState.PendingClosure or AccountState.Closed) return await ClosedAsync(turn, seen.State, cancellation);
        return await client.CloseAccountAsync(account, cancellation) switch
        {
            null => new EffectOutcome.Later(TimeSpan.FromSeconds(1)),
            { Kind: CloudTrouble.Already } => await ClosedAsync(turn, AccountState.Closed, cancellation),
            { Reason: "CLOSE_ACCOUNT_QUOTA_EXCEEDED" } full => new EffectOutcome.Later(NextQuota) { Problem = full },
            { Reason: "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED" } busy => new EffectOutcome.Later(NextOfThree) { Problem = busy },
            { } refused => Of(refused),
        };
    }

    private async Task<EffectOutcome> ClosedAsync(EffectTurn turn, AccountState state, CancellationToken cancellation)
    {
        // The next regular reading shows it when this one cannot.
        await syncs.SyncAsync(turn.Link.Id, cancellation);
        var wish = MemberWish.Read(turn.Entry.Progress);
        return Done(turn, "AccountClosed", new JsonObject { ["reason"] = wish.Reason, ["state"] = state.ToString() }, row =>
            (row.State, row.Reason) = (state == AccountState.Closed ? MemberStates.Closed : MemberStates.Closing, wish.Reason));
    }
}
