using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Tags of member accounts on AWS. vendor-integration.md 14.</summary>
public sealed class AccountTagSets(Database database, Marketplaces marketplaces, AwsConnections connections, AccountActs acts, IdSource ids)
{
    /// <summary>The tags that AWS has now, by key. Refused: no right, not found, AWS's own word.</summary>
    public async Task<Result<Dictionary<string, string>>> ReadAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        if (reach.Refusal(OrderQueries.Action) is { } refusal) return refusal;
        if (await new MemberSeats(database, marketplaces).FindAsync(reach, account, cancellation) is not { } seat) return MemberPlan.Missing;
        var connection = connections.Of(seat.Link);
        if (connection.Refused) return connection.Problems;
        var client = new OrganizationsClient(connection.Value);
        var listed = await Pages.AllAsync(token => client.ListTagsForResourceAsync(account, token, cancellation));
        if (!listed.Gave(out var tags, out var problem)) return problem.ToProblem();
        return tags.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
    }

    /// <summary>
    /// Sets tags and takes others away; all else stays. Refused: no right, not found, tags that AWS does not take or that are Guildhall's own,
    /// <c>act_running</c>, a paused organization.
    /// </summary>
    public Task<Result<AccountView>> ChangeAsync(OrderReach reach, string account, TagChange change, CancellationToken cancellation) => acts.ActAsync(reach, account, act =>
    {
        if (TagRules.Faults(change).FirstOrDefault() is { } fault) return fault;
        var wish = new MemberWish { Tags = change.Set.ToDictionary(StringComparer.Ordinal), Untagged = [.. change.Remove] };
        act.Stage(ids, "TagAccount", new JsonObject { ["tags"] = new JsonArray([.. change.Set.Keys.Select(k => (JsonNode)k)]), ["untagged"] = new JsonArray([.. change.Remove.Select(k => (JsonNode)k)]) }, (MemberSteps.Tag, wish));
        return null;
    }, cancellation);
}
