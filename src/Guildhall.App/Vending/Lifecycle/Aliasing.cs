using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Effects;
using Guildhall.Domain;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Sets the alias of an account, or takes it away. It is unique in all of AWS, so only AWS knows whether it is taken. vendor-integration.md 12.3, 14.</summary>
internal sealed class Aliasing(MemberDoor door) : MemberStep
{
    public override string Kind => MemberSteps.Alias;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var wish = MemberWish.Read(turn.Entry.Progress);
        if (!(await door.EnterAsync(turn.Connection, turn.Link, turn.Entry.Subject, cancellation)).Gave(out var member, out var problem)) return Of(problem);
        var iam = new IamClient(member);
        if (!(await iam.ListAccountAliasesAsync(cancellation)).Gave(out var aliases, out problem)) return Of(problem);
        var present = aliases.Items.FirstOrDefault();
        if (present == wish.Alias) return Told(turn, wish.Alias);
        var refused = wish.Alias is { } alias ? await iam.CreateAccountAliasAsync(alias, cancellation) : await iam.DeleteAccountAliasAsync(present!, cancellation);
        if (refused is null or { Kind: CloudTrouble.NotFound }) return Told(turn, wish.Alias);
        if (refused.Kind != CloudTrouble.Already) return Of(refused);

        // A call whose answer was lost has been sent again: it may be the account itself that has it.
        if (!(await iam.ListAccountAliasesAsync(cancellation)).Gave(out aliases, out problem)) return Of(problem);
        return aliases.Items.FirstOrDefault() == wish.Alias ? Told(turn, wish.Alias) : Taken(refused);
    }

    private static EffectOutcome.Failed Taken(CloudProblem taken) => new(new Problem(ProblemKind.Upstream, "ALIAS_TAKEN", "That alias is taken. Choose another.")) { AwsRequestId = taken.RequestId };

    private static EffectOutcome.Done Told(EffectTurn turn, string? alias) => Done(turn, "AccountAliasSet", new JsonObject { ["alias"] = alias }, row => row.Alias = alias);
}
