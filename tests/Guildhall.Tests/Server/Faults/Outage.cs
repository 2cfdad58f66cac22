using System.Net;

namespace Guildhall.Tests.Server.Faults;

/// <summary>What a caller sees of a hall whose database does not take writes.</summary>
internal sealed class Outage(HallCaller administrator)
{
    private static object Create(string name) =>
        new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = name, Description = new string('d', 250) } };

    /// <summary>
    /// Starting a set and tagging are refused with this error, and clients are told when to come back. Both write more than a page of a database, so
    /// that they need new ones.
    /// </summary>
    public async Task AssertWritesRefusedAsync(string experience, HttpStatusCode status, string error)
    {
        var tags = Enumerable.Range(0, 45).Select(i => new { Key = $"lost-{i}", Value = new string('t', 250) });
        AssertRefused(await administrator.TryStartAsync([.. Enumerable.Range(0, 20).Select(i => Create($"Lost {i}"))]), status, error);
        AssertRefused(await administrator.PostAsync("/TagResource", new { ResourceArn = administrator.Arn(experience), Tags = tags }), status, error);
    }

    /// <summary>What is in memory is still told.</summary>
    public async Task AssertReadsServedAsync(string experience, string account)
    {
        var described = await administrator.DescribeEntityAsync(experience);
        Assert.True(described.Status == HttpStatusCode.OK, described.Body);
        var listed = await administrator.PostAsync("/ListEntities", new { Catalog = "AWSMarketplace", EntityType = "Experience" });
        Assert.True(listed.Status == HttpStatusCode.OK, listed.Body);
        Assert.Equal("PRODUCT_ALLOWED", (await administrator.DecideAsync(account, HallWorld.A))["reason"]!.GetValue<string>());
    }

    /// <summary>A set that was accepted before the outage comes to its end after it.</summary>
    public async Task AssertSucceedsAsync(string changeSetId)
    {
        HallAnswer answer;
        var tries = 0;
        do
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await administrator.GetAsync($"/DescribeChangeSet?catalog=AWSMarketplace&changeSetId={changeSetId}");
        }
        while ((answer.Status != HttpStatusCode.OK || answer.Text("Status") == "PREPARING") && tries++ < 200);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Assert.Equal("SUCCEEDED", answer.Text("Status"));
    }

    /// <summary>Writes are taken again, without a restart, and nothing of what was refused is there.</summary>
    public async Task AssertRecoveredAsync(string experience)
    {
        HallAnswer started;
        var tries = 0;
        do
        {
            started = await administrator.TryStartAsync(Create("After"));
            if (started.Status != HttpStatusCode.OK) await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        while (started.Status != HttpStatusCode.OK && tries++ < 100);
        Assert.True(started.Status == HttpStatusCode.OK, started.Body);
        Assert.Equal("SUCCEEDED", (await administrator.EndAsync(started.Text("ChangeSetId")))["Status"]!.GetValue<string>());

        var renamed = await administrator.RunAsync(HallCaller.Change("UpdateExperience", experience, new { Name = "Renamed" }));
        Assert.Equal("SUCCEEDED", renamed["Status"]!.GetValue<string>());
        var all = (await administrator.PostAsync("/ListEntities", new { Catalog = "AWSMarketplace", EntityType = "Experience" })).Body;
        Assert.Contains("After", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Lost", all, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", (await administrator.PostAsync("/ListTagsForResource", new { ResourceArn = administrator.Arn(experience) })).Body, StringComparison.Ordinal);
    }

    public static void AssertRefused(HallAnswer answer, HttpStatusCode status, string error)
    {
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Body}");
        Assert.Equal(error, answer.ErrorType ?? answer.Text("code"));
        Assert.NotNull(answer.RetryAfter);
    }
}
