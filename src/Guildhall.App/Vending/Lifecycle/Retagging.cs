using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Sets and takes away tags of an account; those that are so already are left alone.</summary>
internal sealed class Retagging : MemberStep
{
    public override string Kind => MemberSteps.Tag;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var (account, wish) = (turn.Entry.Subject, MemberWish.Read(turn.Entry.Progress));
        var set = await TagsOnAws.SetAsync(new OrganizationsClient(turn.Connection), account, wish.Tags ?? [], wish.Untagged ?? [], cancellation);
        if (!set.Gave(out var tags, out var problem)) return Of(problem);
        return Done(turn, "AccountTagged", new JsonObject { ["tags"] = new JsonArray([.. tags.Set.Select(k => (JsonNode)k)]), ["untagged"] = new JsonArray([.. tags.Removed.Select(k => (JsonNode)k)]) }, _ => { });
    }
}
