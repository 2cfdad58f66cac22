using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Accounts;
using Guildhall.App.Effects;
using Guildhall.App.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Changes the name that AWS has for an account. vendor-integration.md 14.</summary>
internal sealed class Renaming(MemberDoor door, OrganizationSyncs syncs) : MemberStep
{
    public override string Kind => MemberSteps.Name;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var wish = MemberWish.Read(turn.Entry.Progress);
        if (!(await door.EnterAsync(turn.Connection, turn.Link, turn.Entry.Subject, cancellation)).Gave(out var member, out var problem)) return Of(problem);

        // The same name twice is the same name.
        if (await new AccountsClient(member).PutAccountNameAsync(wish.Name!, cancellation) is { } refused) return Of(refused);
        await syncs.SyncAsync(turn.Link.Id, cancellation);
        return Done(turn, "AccountRenamed", new JsonObject { ["name"] = wish.Name }, row => row.DisplayName = wish.Name);
    }
}
