using System.Text;
using System.Text.Json.Nodes;
using Guildhall.App.Changes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>What a database holds after its crashes, and what must be true of it. Recomputed from the history alone, not with the product's rules.</summary>
internal sealed record StoredOutcome(
    IReadOnlyList<ChangeSetRow> Sets,
    IReadOnlyDictionary<string, string> SetOfToken,
    IReadOnlyList<Experience> Experiences,
    IReadOnlyList<string> Audited,
    IReadOnlyList<string> Told,
    int Locks,
    int PreparedSets)
{
    public static async Task<StoredOutcome> ReadAsync(Database database, PreparedFolder prepared)
    {
        await using var db = database.Open();
        Assert.Equal(["ok"], await db.Database.SqlQuery<string>($"PRAGMA integrity_check").ToListAsync());
        return new StoredOutcome(
            await db.ChangeSets.AsNoTracking().ToListAsync(),
            await db.RequestTokens.ToDictionaryAsync(t => t.Token, t => t.ChangeSetId),
            [.. (await db.Experiences.Select(e => e.Document).ToListAsync()).Select(text => StoreJson.ReadExperience(Encoding.UTF8.GetBytes(text), ProductCatalogue.Empty))],
            [.. (await db.Audit.ToListAsync()).Select(Audit).OfType<string>().Order(StringComparer.Ordinal)],
            [.. (await db.Events.Select(e => e.Body).ToListAsync()).Select(Event).Order(StringComparer.Ordinal)],
            await db.EntityLocks.CountAsync(),
            prepared.Experiences.Count);
    }

    public void Check(IReadOnlyList<SentSet> sent)
    {
        Assert.Equal(0, Locks);
        Assert.All(Sets, s => Assert.True(s.Status is ChangeSetStatus.Succeeded or ChangeSetStatus.Failed or ChangeSetStatus.Cancelled && s.EndTime is not null, $"{s.Id} {s.Status}"));
        Assert.All(Sets, s => Assert.NotEqual("SERVER_FAULT", s.FailureCode));
        CheckAnswers(sent);
        CheckEffects();
        Assert.Equal(Sets.SelectMany(Acts).Order(StringComparer.Ordinal), Audited);
        Assert.Equal(Sets.Select(s => $"Change Set {s.Status} {s.Id}").Order(StringComparer.Ordinal), Told);
    }

    /// <summary>What was acknowledged is there, what was refused is not, and no token made two sets.</summary>
    private void CheckAnswers(IReadOnlyList<SentSet> sent)
    {
        Assert.All(sent, s => Assert.True(s.Answered, s.Token));
        Assert.Equal(
            sent.Where(s => s.Id is not null).Select(s => $"{s.Token} {s.Id}").Order(StringComparer.Ordinal),
            SetOfToken.Select(t => $"{t.Key} {t.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(PreparedSets + SetOfToken.Count, Sets.Count);
        Assert.Subset(Sets.Select(s => s.Id).ToHashSet(), SetOfToken.Values.ToHashSet());
    }

    /// <summary>The experiences are exactly the effect of the sets that succeeded, in their order.</summary>
    private void CheckEffects()
    {
        var expected = new Dictionary<string, ExpectedExperience>();
        foreach (var set in Sets.Where(s => s.Status == ChangeSetStatus.Succeeded).OrderBy(s => s.AppliedVersion)) ExpectedExperience.Apply(expected, StoredChanges.Read(set.Changes));
        Assert.Equal(
            expected.Select(e => $"{e.Key} {e.Value}").Order(StringComparer.Ordinal),
            Experiences.Select(e => $"{e.Id} {ExpectedExperience.Of(e)}").Order(StringComparer.Ordinal));
    }

    /// <summary>What the audit must have of a set: that it was accepted, unless Guildhall started it itself, and how it came to its end.</summary>
    private static IEnumerable<string> Acts(ChangeSetRow set)
    {
        if (!set.System) yield return $"StartChangeSet {set.Id}";
        yield return $"{(set.Status == ChangeSetStatus.Cancelled ? "CancelChangeSet" : "EndChangeSet")} {set.Id}";
    }

    private static string? Audit(AuditRow row) => row.EventName is "StartChangeSet" or "EndChangeSet" or "CancelChangeSet"
        ? $"{row.EventName} {JsonNode.Parse(row.Record)!["requestParameters"]!["changeSetId"]}"
        : null;

    private static string Event(string body) => JsonNode.Parse(body) is { } told ? $"{told["detail-type"]} {told["detail"]!["ChangeSetId"]}" : "";
}
