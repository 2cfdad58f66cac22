using System.Net;
using System.Text;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Tests.Server.Api;

/// <summary>Issue 2, "Bad input": the documented error each time, never a fault, nothing stored. private-marketplace.md 1.3, security.md S-59, F-60 to F-62.</summary>
public abstract class BadInputTests(ApiHall fixture)
{
    public static IEnumerable<string> Operations => BadInput.All.Select(c => c.Operation).Distinct();

    public static TheoryData<string> Rows => [.. Operations];

    [Theory, MemberData(nameof(Rows))]
    public async Task S59_Conformance_02_Every_limit_over_by_one_and_every_wrong_word_is_a_ValidationException(string operation)
    {
        var before = await CountsAsync();
        var wrong = new List<string>();
        foreach (var (_, what, request) in BadInput.All.Where(c => c.Operation == operation))
        {
            var answer = await fixture.Administrator.PostAsync("/" + operation, request);
            if (!IsRefused(answer)) wrong.Add($"{what}: {(int)answer.Status} {answer.Body}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await CountsAsync());
    }

    [Theory]
    [InlineData("an empty text", "")]
    [InlineData("no JSON", "Catalog=AWSMarketplace")]
    [InlineData("a list", "[]")]
    [InlineData("a text", "\"x\"")]
    [InlineData("two documents", "{}{}")]
    [InlineData("cut off", "{\"Catalog\":\"AWSMarket")]
    [InlineData("a comment", "{}//")]
    [InlineData("a name twice", """{"Catalog":"AWSMarketplace","Catalog":"AWSMarketplace"}""")]
    [InlineData("a lone surrogate", """{"Catalog":"AWSMarketplace","x":"\ud800"}""")]
    [InlineData("NUL", """{"Catalog":"AWSMarketplace","x":"\u0000"}""")]
    [InlineData("a number of a million digits as text", "{\"Catalog\":1e999999999}")]
    public async Task F61_F62_A_body_that_is_not_one_clean_JSON_object_is_refused_by_every_operation(string what, string body)
    {
        var before = await CountsAsync();
        foreach (var operation in PostOperations().Where(o => !(IsDiscovery(o) && NoArguments.Contains(body))))
        {
            var answer = await fixture.Administrator.SendAsync(HttpMethod.Post, operation.Path, body);
            Assert.True(IsRefused(answer, operation), $"{operation.Name}, {what}: {(int)answer.Status} {answer.Body}");
        }

        Assert.Equal(before, await CountsAsync());
    }

    [Theory]
    [InlineData("invalid UTF-8", new byte[] { 0xC3, 0x28 })]
    [InlineData("an overlong form", new byte[] { 0xC0, 0xAF })]
    [InlineData("a surrogate in UTF-8", new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData("raw NUL", new byte[] { 0 })]
    public async Task F62_Bytes_that_are_no_text_are_refused_by_every_operation(string what, byte[] bytes)
    {
        foreach (var operation in PostOperations())
        {
            byte[] body = [.. "{\"Catalog\":\"AWSMarketplace\",\"x\":\""u8, .. bytes, .. "\"}"u8];
            var answer = await SendAsync(HttpMethod.Post, operation.Path, body);
            Assert.True(IsRefused(answer, operation), $"{operation.Name}, {what}: {(int)answer.Status} {answer.Body}");
        }
    }

    [Theory]
    [InlineData(33)]
    [InlineData(100_000)]
    public async Task F61_JSON_nested_too_deep_is_refused_by_every_operation(int depth)
    {
        var body = "{\"x\":" + new string('[', depth) + new string(']', depth) + "}";
        foreach (var operation in PostOperations())
        {
            var answer = await fixture.Administrator.SendAsync(HttpMethod.Post, operation.Path, body);
            Assert.True(IsRefused(answer, operation), $"{operation.Name}: {(int)answer.Status} {answer.Body}");
        }
    }

    [Theory]
    [InlineData("""{"Name":"x","Name":"y"}""")]
    [InlineData("""{"Name":"\ud800"}""")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("x")]
    [InlineData("")]
    public async Task Details_that_are_not_one_clean_JSON_object_are_refused(string details)
    {
        var answer = await fixture.Administrator.TryStartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, Details = details });

        Assert.True(IsRefused(answer), answer.Body);
    }

    [Fact]
    public async Task S59_Details_have_at_most_16384_characters_in_either_form()
    {
        static string Padded(int length) => """{"Name":"Padded"}""".PadRight(length);

        await fixture.Administrator.EndAsync((await Text(Padded(16_384))).Text("ChangeSetId"));
        Assert.True(IsRefused(await Text(Padded(16_385))));

        Task<HallAnswer> Text(string details) => fixture.Administrator.TryStartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, Details = details });
    }

    [Fact]
    public async Task F60_A_body_over_a_mebibyte_is_413_for_every_operation()
    {
        var before = await CountsAsync();
        var body = Encoding.UTF8.GetBytes("{\"Catalog\":\"AWSMarketplace\",\"x\":\"" + new string('a', 1_048_576) + "\"}");
        foreach (var operation in PostOperations())
        {
            var answer = await SendAsync(HttpMethod.Post, operation.Path, body);
            Assert.True(answer is { Status: HttpStatusCode.RequestEntityTooLarge, ErrorType: "ValidationException" }, $"{operation.Name}: {(int)answer.Status} {answer.Body}");
        }

        Assert.Equal(before, await CountsAsync());
    }

    [Theory]
    [InlineData("GET", "/DescribeEntity?entityId=exp-1")]
    [InlineData("GET", "/DescribeEntity?catalog=Other&entityId=exp-1")]
    [InlineData("GET", "/DescribeEntity?catalog=AWSMarketplace")]
    [InlineData("GET", "/DescribeEntity?catalog=AWSMarketplace&entityId=")]
    [InlineData("GET", "/DescribeEntity?catalog=AWSMarketplace&entityId=exp-1%402")]
    [InlineData("GET", "/DescribeEntity?catalog=AWSMarketplace&entityId=a.b")]
    [InlineData("GET", "/DescribeEntity?catalog=AWSMarketplace&entityId=%FF")]
    [InlineData("GET", "/DescribeEntity?catalog=AWSMarketplace&entityId=%00")]
    [InlineData("GET", "/DescribeEntity?catalog=AWSMarketplace&entityId=exp-1&entityId=exp-2")]
    [InlineData("GET", "/DescribeChangeSet?catalog=AWSMarketplace")]
    [InlineData("GET", "/DescribeChangeSet?changeSetId=abc")]
    [InlineData("GET", "/DescribeChangeSet?catalog=AWSMarketplace&changeSetId=a%20b")]
    [InlineData("PATCH", "/CancelChangeSet?catalog=AWSMarketplace")]
    [InlineData("PATCH", "/CancelChangeSet?catalog=&changeSetId=abc")]
    [InlineData("PATCH", "/CancelChangeSet?catalog=AWSMarketplace&changeSetId=a%0Ab")]
    [InlineData("GET", "/GetResourcePolicy")]
    [InlineData("GET", "/GetResourcePolicy?resourceArn=exp-1")]
    [InlineData("GET", "/GetResourcePolicy?resourceArn=")]
    [InlineData("DELETE", "/DeleteResourcePolicy")]
    [InlineData("DELETE", "/DeleteResourcePolicy?resourceArn=arn%3Aaws%3As3%3A%3A%3Abucket")]
    public async Task Parameters_in_the_query_keep_their_limits(string method, string path)
    {
        var answer = await fixture.Administrator.SendAsync(new HttpMethod(method), path, "");

        Assert.True(IsRefused(answer), $"{(int)answer.Status} {answer.Body}");
    }

    [Theory]
    [InlineData("DescribeEntity", "entityId", 256)]
    [InlineData("DescribeChangeSet", "changeSetId", 256)]
    public async Task Ids_in_the_query_have_at_most_255_characters(string operation, string name, int length)
    {
        Assert.True(IsRefused(await fixture.Administrator.GetAsync($"/{operation}?catalog=AWSMarketplace&{name}={new string('a', length)}")));
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Administrator.GetAsync($"/{operation}?catalog=AWSMarketplace&{name}={new string('a', length - 1)}")).Status);
    }

    [Fact]
    public async Task Unknown_members_around_a_request_are_passed_over()
    {
        var answer = await fixture.Administrator.PostAsync("/ListEntities", ApiHall.List("Experience", new { FutureMember = new { x = 1 } }));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    /// <summary>What Discovery takes: nothing at all is no argument, and a member that it does not know is ignored.</summary>
    private static readonly string[] NoArguments = ["", "{\"Catalog\":1e999999999}"];

    private static bool IsDiscovery(Operation operation) => operation.Path.StartsWith("/2026-02-05/", StringComparison.Ordinal);

    /// <param name="operation">Null: one of the Catalog API, whose status for this is 422; Discovery's is 400.</param>
    private static bool IsRefused(HallAnswer answer, Operation? operation = null) =>
        answer.ErrorType == "ValidationException" && answer.Status == (operation is not null && IsDiscovery(operation) ? HttpStatusCode.BadRequest : (HttpStatusCode)422) && answer.Text("__type") == "ValidationException" && answer.Text("message").Length is > 0 and <= 2_048;

    private IEnumerable<Operation> PostOperations() => fixture.Hall.Host.Operations.Operations.Where(o => o is { Protocol: Protocol.RestJson, Method: "POST" });

    private async Task<HallAnswer> SendAsync(HttpMethod method, string path, byte[] body)
    {
        using var http = HallCaller.Signed(fixture.Administrator.Credentials, "aws-marketplace");
        using var request = new HttpRequestMessage(method, fixture.Hall.Url + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new HallAnswer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.TryGetValues("x-amzn-ErrorType", out var type) ? type.First() : null);
    }

    private Task<string> CountsAsync() => RowCounts.ReadAsync(fixture.Hall.Guildhall.Database);
}

public sealed class BadInputOnSqliteTests(SqliteApiHall hall) : BadInputTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class BadInputOnPostgresTests(PostgresApiHall hall) : BadInputTests(hall), IClassFixture<PostgresApiHall>;
