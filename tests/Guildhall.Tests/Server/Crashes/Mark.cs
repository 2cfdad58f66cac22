using System.Text.Json;
using Guildhall.App;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>
/// What a client writes beside its change sets: a tag under its own name and a resource policy of its own experience, each time with the next number,
/// so that it can be told afterwards which writes took place.
/// </summary>
internal sealed class Mark(PreparedHall hall, string client, string experience, bool policy)
{
    private readonly string _arn = Arns.Entity(new AccountId(hall.World.Management), "Experience", experience);

    public string Client => client;

    public string Operation => policy ? "PutResourcePolicy" : "TagResource";

    public int Sent { get; private set; }

    public SortedSet<int> Acknowledged { get; } = [];

    /// <summary>The body of the next write.</summary>
    public string Next()
    {
        Sent++;
        return policy
            ? JsonSerializer.Serialize(new { ResourceArn = _arn, Policy = $$"""{"Version":"2012-10-17","Statement":[{"Sid":"{{client}}n{{Sent}}","Effect":"Allow","Principal":"*","Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""" })
            : JsonSerializer.Serialize(new { ResourceArn = _arn, Tags = new[] { new { Key = client, Value = $"{client}n{Sent}" } } });
    }

    /// <summary>Every acknowledged write has its audit record, no other but those that broke off may have one, and the last is what is stored.</summary>
    public void Check(IEnumerable<string> audited, IEnumerable<string> stored)
    {
        var written = Own(audited);
        Assert.Equal(written.Order().Distinct(), written);
        Assert.Subset(Enumerable.Range(1, Sent).ToHashSet(), written.ToHashSet());
        Assert.Subset(written.ToHashSet(), Acknowledged.ToHashSet());
        Assert.Equal(written.TakeLast(1), Own(stored));
    }

    private int[] Own(IEnumerable<string> values) =>
        [.. values.Where(v => v.StartsWith(client + "n", StringComparison.Ordinal)).Select(v => int.Parse(v.AsSpan(client.Length + 1), System.Globalization.CultureInfo.InvariantCulture))];
}
