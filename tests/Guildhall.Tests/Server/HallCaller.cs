using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server;

/// <summary>What the server answered.</summary>
public sealed record HallAnswer(HttpStatusCode Status, string Body, string? ErrorType)
{
    /// <summary>Whole seconds until another try is worth while, when the server says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public string? ETag { get; init; }

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Text(string member) => Json[member]!.GetValue<string>();
}

/// <summary>Somebody who calls a <see cref="RunningHall"/> over HTTP, signed.</summary>
public sealed class HallCaller(RunningHall hall, string account, SigningCredentials credentials)
{
    private readonly HttpClient _http = Signed(credentials, "aws-marketplace");

    public string Account => account;

    public SigningCredentials Credentials => credentials;

    /// <summary>The ARN of an experience of the caller's account.</summary>
    public string Arn(string experience) => $"arn:aws:aws-marketplace:us-east-1:{account}:AWSMarketplace/Experience/{experience}";

    /// <summary>Posts JSON to a path and gives the answer, whatever its status.</summary>
    public Task<HallAnswer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body as string ?? JsonSerializer.Serialize(body));

    public Task<HallAnswer> GetAsync(string pathAndQuery) => SendAsync(HttpMethod.Get, pathAndQuery, "");

    /// <summary>Starts a set and fails the test when it is refused. <paramref name="changes"/> as the wire has them.</summary>
    public async Task<string> StartAsync(params object[] changes)
    {
        var answer = await TryStartAsync(changes);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Text("ChangeSetId");
    }

    public Task<HallAnswer> TryStartAsync(params object[] changes) =>
        PostAsync("/StartChangeSet", new { Catalog = "AWSMarketplace", ChangeSet = changes });

    /// <summary>Starts a set and waits for its end.</summary>
    public async Task<JsonNode> RunAsync(params object[] changes) => await EndAsync(await StartAsync(changes));

    /// <summary>The description of a set once it has ended.</summary>
    public async Task<JsonNode> EndAsync(string changeSetId)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            var set = await DescribeChangeSetAsync(changeSetId);
            if (set["Status"]!.GetValue<string>() is not ("PREPARING" or "APPLYING")) return set;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"Change set {changeSetId} does not end.");
    }

    public async Task<JsonNode> DescribeChangeSetAsync(string id)
    {
        var answer = await GetAsync($"/DescribeChangeSet?catalog=AWSMarketplace&changeSetId={id}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    public Task<HallAnswer> DescribeEntityAsync(string id) => GetAsync($"/DescribeEntity?catalog=AWSMarketplace&entityId={id}");

    /// <summary>A live experience for principals with approved products; its id without revision.</summary>
    public async Task<string> ExperienceAsync(string name, string[] principals, string[] products, bool live = true)
    {
        var set = await RunAsync(
        [
            new { ChangeType = "CreateExperience", ChangeName = "New", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = name } },
            Change("CreateProcurementPolicy", "$New.Entity.Identifier", new { Name = $"{name} policy" }),
            .. products.Length == 0 ? Array.Empty<object>() : [Change("AllowProductProcurement", "$New.Entity.Identifier", new { Products = new[] { new { Ids = products } } })],
            .. principals.Length == 0 ? Array.Empty<object>() : [Change("AssociateAudience", "$New.Entity.Identifier", new { Principals = principals })],
            .. live ? [Change("UpdateExperience", "$New.Entity.Identifier", new { Status = "Enabled" })] : Array.Empty<object>(),
        ]);
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
        return set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];
    }

    /// <summary>One change of an experience as the wire has it.</summary>
    public static object Change(string type, string experience, object details) =>
        new { ChangeType = type, Entity = new { Type = "Experience@1.0", Identifier = experience }, DetailsDocument = details };

    public async Task<JsonNode> DecideAsync(string accountId, string productId)
    {
        var answer = await PostAsync("/api/v1/decisions", new { accountId, productId });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    /// <summary>A client that signs for a service.</summary>
    public static HttpClient Signed(SigningCredentials credentials, string service) =>
        new(new SigningHandler(_ => ValueTask.FromResult(credentials), "us-east-1", service, TimeProvider.System) { InnerHandler = new SocketsHttpHandler { MaxConnectionsPerServer = 128 } });

    /// <summary>Calls an operation of an AWS JSON service.</summary>
    public async Task<HallAnswer> TargetAsync(string target, string body, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, hall.Url + "/") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new(contentType);
        request.Headers.Add("X-Amz-Target", target);
        return await AnswerAsync(request);
    }

    public async Task<HallAnswer> SendAsync(HttpMethod method, string path, string body, string? ifMatch = null, params string[] idempotencyKeys)
    {
        using var request = new HttpRequestMessage(method, hall.Url + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKeys.Length > 0) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKeys);
        return await AnswerAsync(request);
    }

    private async Task<HallAnswer> AnswerAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new HallAnswer(response.StatusCode, text, response.Headers.TryGetValues("x-amzn-ErrorType", out var type) ? type.First() : null) { RetryAfter = response.Headers.RetryAfter?.Delta, ETag = response.Headers.ETag?.Tag };
    }
}
