using System.Net;
using static Guildhall.Tests.Server.Api.ApiHall;

namespace Guildhall.Tests.Server.Api;

/// <summary>What the tests of ListEntities ask for and read.</summary>
internal static class EntityListing
{
    /// <summary>A list of one filter.</summary>
    public static IEnumerable<object> Filter(string name, params string[] values) => [new { Name = name, ValueList = values }];

    /// <summary>The ids on the first page.</summary>
    public static async Task<List<string>> IdsAsync(HallCaller caller, string type, object? more = null)
    {
        var answer = await caller.PostAsync("/ListEntities", List(type, more));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return [.. answer.Json["EntitySummaryList"]!.AsArray().Select(e => e!["EntityId"]!.GetValue<string>())];
    }
}
