using System.Text;
using System.Text.Json.Nodes;
using Guildhall.App.Changes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>What a database holds after a crash, and what must be true of it at any moment.</summary>
internal sealed record StoredOutcome(
    IReadOnlyDictionary<string, ChangeSetRow> Sets,
    IReadOnlyDictionary<string, string> SetOfToken,
    IReadOnlyList<Experience> Experiences,
    IReadOnlyList<ProductRequest> Requests,
    IReadOnlyList<string> Audited,
    IReadOnlyList<string> Told,
    IReadOnlyList<string> Locks,
    StoredMarks Marks)
{
    public IEnumerable<ProductRequest> Pending => Requests.Where(r => r.Pending);

    private IEnumerable<ChangeSetRow> Ended => Sets.Values.Where(s => s.Status != ChangeSetStatus.Preparing);

    public static async Task<StoredOutcome> ReadAsync(Database database)
    {
        await using var db = database.Open();
        if (database.Kind == DatabaseKind.Sqlite) Assert.Equal(["ok"], await db.Database.SqlQuery<string>($"PRAGMA integrity_check").ToListAsync());
        var audit = await db.Audit.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync();
        return new StoredOutcome(
            await db.ChangeSets.AsNoTracking().ToDictionaryAsync(s => s.Id),
            await db.RequestTokens.ToDictionaryAsync(t => t.Token, t => t.ChangeSetId),
            [.. (await db.Experiences.Select(e => e.Document).ToListAsync()).Select(text => StoreJson.ReadExperience(Encoding.UTF8.GetBytes(text), ProductCatalogue.Empty))],
            [.. (await db.Requests.Select(r => r.Document).ToListAsync()).Select(StoreJson.ReadRequest)],
            [.. audit.Select(AuditedSet).OfType<string>()],
            [.. (await db.Events.Select(e => e.Body).ToListAsync()).Select(Event)],
            [.. (await db.EntityLocks.Select(l => $"{l.EntityId} by {l.ChangeSetId}").ToListAsync())],
            await StoredMarks.ReadAsync(db, audit));
    }

    /// <summary>True after every crash: nothing halved, nothing acknowledged lost, a record and an event for each set that ended, a lock only where one runs.</summary>
    public void Check(PreparedHall hall, IReadOnlyList<SentSet> sent)
    {
        CheckAnswers(hall, sent);
        CheckEffects(hall.Live);
        Assert.All(Ended, s => Assert.NotEqual("SERVER_FAULT", s.FailureCode));
        Assert.Equal(Sorted(Sets.Values.Where(s => s.Status == ChangeSetStatus.Preparing).SelectMany(Targets)), Sorted(Locks));
        Assert.Equal(Sorted(Sets.Values.SelectMany(Acts)), Sorted(Audited));
        Assert.Equal(Sorted(Ended.Select(s => $"Change Set {s.Status} {s.Id}")), Sorted(Told.Where(t => t.StartsWith("Change Set ", StringComparison.Ordinal))));
        Assert.Equal(Requests.Sum(r => r.Revision * r.Products.Length), Told.Count(t => !t.StartsWith("Change Set ", StringComparison.Ordinal)));
    }

    /// <summary>True when a server has recovered: every set has ended.</summary>
    public void CheckEnded()
    {
        Assert.All(Sets.Values, s => Assert.True(s.Status is ChangeSetStatus.Succeeded or ChangeSetStatus.Failed or ChangeSetStatus.Cancelled && s.EndTime is not null, $"{s.Id} {s.Status}"));
        Assert.Empty(Locks);
    }

    /// <summary>What was acknowledged is there, what was refused is not, and no token made two sets.</summary>
    private void CheckAnswers(PreparedHall hall, IReadOnlyList<SentSet> sent)
    {
        Assert.All(sent.Where(s => s.Id is not null), s => Assert.Equal($"{s.Token} {s.Id}", $"{s.Token} {SetOfToken.GetValueOrDefault(s.Token)}"));
        Assert.All(sent.Where(s => s.Refused), s => Assert.DoesNotContain(s.Token, SetOfToken.Keys));
        Assert.Subset(sent.Select(s => s.Token).ToHashSet(), SetOfToken.Keys.ToHashSet());
        Assert.Equal(SetOfToken.Count, SetOfToken.Values.Distinct().Count());
        Assert.Subset(Sets.Keys.ToHashSet(), SetOfToken.Values.ToHashSet());
        Assert.Equal(hall.Sets + SetOfToken.Count, Sets.Count);
    }

    /// <summary>Experiences and requests are exactly the effect of the sets that succeeded, in the order of their records.</summary>
    private void CheckEffects(string live)
    {
        var expected = new ExpectedMarketplace(live);
        foreach (var set in Audited.Where(a => a.StartsWith("EndChangeSet ", StringComparison.Ordinal)).Select(a => Sets[a.Split(' ')[1]]).Where(s => s.Status == ChangeSetStatus.Succeeded)) expected.Apply(StoredChanges.Read(set.Changes));
        Assert.Equal(Sorted(expected.Experiences.Select(e => $"{e.Key} {e.Value}")), Sorted(Experiences.Select(e => $"{e.Id} {ExpectedExperience.Of(e)}")));
        Assert.Equal(Sorted(expected.Requests.Select(r => $"{r.Key} {r.Value}")), Sorted(Requests.Select(r => $"{r.Id} {ExpectedRequest.Of(r)}")));
    }

    private static IEnumerable<string> Targets(ChangeSetRow set) => StoredChanges.Read(set.Changes)
        .Select(c => c.Identifier).OfType<string>().Where(i => !i.StartsWith('$')).Select(i => $"{i.Split('@')[0]} by {set.Id}").Distinct();

    private static IEnumerable<string> Sorted(IEnumerable<string> texts) => texts.Order(StringComparer.Ordinal);

    /// <summary>What the audit must have of a set: that it was accepted, unless Guildhall started it itself, and how it came to its end.</summary>
    private static IEnumerable<string> Acts(ChangeSetRow set)
    {
        if (!set.System) yield return $"StartChangeSet {set.Id}";
        if (set.Status != ChangeSetStatus.Preparing) yield return $"{(set.Status == ChangeSetStatus.Cancelled ? "CancelChangeSet" : "EndChangeSet")} {set.Id}";
    }

    /// <summary>Null for acts on other things, and for calls that were refused: those made no set.</summary>
    private static string? AuditedSet(AuditRow row) =>
        row.EventName is "StartChangeSet" or "EndChangeSet" or "CancelChangeSet" && JsonNode.Parse(row.Record) is { } record && record["errorCode"] is null
            ? $"{row.EventName} {record["requestParameters"]!["changeSetId"]}"
            : null;

    private static string Event(string body) => JsonNode.Parse(body) is { } told ? $"{told["detail-type"]} {told["detail"]!["ChangeSetId"]}" : "";
}
