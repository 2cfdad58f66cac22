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
        var (account, wish, client) = (turn.Entry.Subject, MemberWish.Read(turn.Entry.Progress), new OrganizationsClient(turn.Connection));
        if (!(await Pages.AllAsync(token => client.ListTagsForResourceAsync(account, token, cancellation))).Gave(out var listed, out var problem)) return Of(problem);
        var present = listed.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        string[] gone = [.. (wish.Untagged ?? []).Where(present.ContainsKey)];
        if (gone.Length > 0 && await client.UntagResourceAsync(account, gone, cancellation) is { } kept) return Of(kept);
        var missing = (wish.Tags ?? []).Where(t => present.GetValueOrDefault(t.Key) != t.Value).ToDictionary(StringComparer.Ordinal);
        if (missing.Count > 0 && await client.TagResourceAsync(account, missing, cancellation) is { } refused) return Of(refused);
        return Done(turn, "AccountTagged", new JsonObject { ["tags"] = new JsonArray([.. missing.Keys.Select(k => (JsonNode)k)]), ["untagged"] = new JsonArray([.. gone.Select(k => (JsonNode)k)]) }, _ => { });
    }
}
