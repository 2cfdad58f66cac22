using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Moves an account to another unit, and reads the organization until the tree, and with it the governance, has it there. aws-operations.md A.6.</summary>
internal sealed class Moving(Marketplaces marketplaces, OrganizationSyncs syncs) : MemberStep
{
    public override string Kind => MemberSteps.Move;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var (account, wish, client) = (turn.Entry.Subject, MemberWish.Read(turn.Entry.Progress), new OrganizationsClient(turn.Connection));
        if (!(await client.ListParentsAsync(account, cancellation)).Gave(out var parents, out var problem)) return Of(problem);
        if (parents.Items is not [var present]) return Of(CloudProblem.Garbled("AWS names no parent of the account."));
        if (present != wish.Parent && wish.OnlyFrom is { } from && present != from) return Left(turn, wish, present);
        if (present != wish.Parent && await client.MoveAccountAsync(account, present, wish.Parent!, cancellation) is { Kind: not CloudTrouble.Already } refused) return Of(refused);
        if (!IsRead(turn, wish.Parent!)) await syncs.SyncAsync(turn.Link.Id, cancellation);
        if (!IsRead(turn, wish.Parent!)) return new EffectOutcome.Later(TimeSpan.FromSeconds(Math.Clamp(turn.Entry.Attempts, 1, 60)));
        return Done(turn, "AccountMoved", new JsonObject { ["parentId"] = wish.Parent, ["experience"] = Governor(turn) }, _ => { });
    }

    /// <summary>Somebody has moved it since: what they did stays.</summary>
    private static EffectOutcome.Done Left(EffectTurn turn, MemberWish wish, string present) => Done(turn, "AccountNotMoved", new JsonObject { ["parentId"] = present, ["reason"] = "It was moved on AWS meanwhile." }, _ => { }) with { Progress = (wish with { Parent = present }).Write() };

    private bool IsRead(EffectTurn turn, string place) => MemberSeat.Find(marketplaces, turn.Link, turn.Entry.Subject)?.Parent == place;

    private string? Governor(EffectTurn turn) => MemberSeat.Find(marketplaces, turn.Link, turn.Entry.Subject)?.Governor;
}
