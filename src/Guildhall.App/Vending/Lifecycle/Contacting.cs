using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Accounts;
using Guildhall.App.Effects;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Makes the owner the account's operations contact on AWS, or takes that contact away. vendor-integration.md 12.3, 13.2.</summary>
internal sealed class Contacting(MemberDoor door) : MemberStep
{
    public override string Kind => MemberSteps.Contact;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var wish = MemberWish.Read(turn.Entry.Progress);
        if (!(await door.EnterAsync(turn.Connection, turn.Link, turn.Entry.Subject, cancellation)).Gave(out var member, out var problem)) return Of(problem);
        var client = new AccountsClient(member);
        var read = await client.GetOperationsContactAsync(cancellation);
        if (!read.Gave(out var present, out problem) && problem.Kind != CloudTrouble.NotFound) return Of(problem);
        if (present == wish.Contact) return Told(turn);
        var refused = wish.Contact is { } contact ? await client.PutOperationsContactAsync(contact, cancellation) : await client.DeleteOperationsContactAsync(cancellation);
        return refused is null or { Kind: CloudTrouble.NotFound } ? Told(turn) : Of(refused);
    }

    private static EffectOutcome.Done Told(EffectTurn turn) => Done(turn, "AccountContactSet", new JsonObject { ["contact"] = "changed" }, _ => { });
}
