using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Tests.Server.Api;

/// <summary>The Catalog API against AWS's own model, where a botocore is installed: every operation, member, limit and word (decisions.md 38).</summary>
[Trait("Ring", "Clients")]
public sealed class CatalogModelTests(SqliteApiHall fixture) : IClassFixture<SqliteApiHall>
{
    /// <summary>Members that no standing request can hold.</summary>
    private static readonly string[] Elsewhere =
    [
        "ListChangeSets.NextToken", // given by the server: ListChangeSetsTests
        "ListEntities.NextToken", // ListPagesTests
    ];

    [Fact]
    public async Task Every_operation_of_the_model_is_served_by_its_method_and_path()
    {
        var modelled = (await DescribeAsync()).Where(line => line["operation"] is not null).Select(line => $"{line["operation"]} {line["method"]} {line["uri"]}");

        Assert.Equal(modelled.Order(), fixture.Hall.Host.Operations.Operations.Where(o => o.Protocol == Protocol.RestJson && !o.Path[1..].Contains('/', StringComparison.Ordinal)).Select(o => $"{o.Name} {o.Method} {o.Path}").Order());
    }

    [Fact]
    public async Task Every_member_of_the_model_is_tried()
    {
        var missing = (await DescribeAsync()).Select(line => line["missing"]?.GetValue<string>()).OfType<string>();

        Assert.Equal(Elsewhere, missing.Order());
    }

    [Fact]
    public async Task The_requests_themselves_pass_every_check_of_shape()
    {
        foreach (var (operation, request) in ModelRequests.All)
        {
            var answer = await fixture.Administrator.PostAsync("/" + operation, request);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{operation}: {answer.Body}");
        }
    }

    [Fact]
    public async Task S59_Every_limit_and_required_member_of_the_model_is_kept_and_every_word_is_known()
    {
        var (tried, wrong) = (0, new List<string>());
        foreach (var line in (await DescribeAsync()).Where(line => line["rule"] is not null))
        {
            var (operation, request) = ModelRequests.All[line["request"]!.GetValue<int>()];
            var rule = line["rule"]!.GetValue<string>();
            // Without its token, which would tie two requests together.
            var changed = ServiceModel.Changed(request, line);
            if (line["path"]!.AsArray() is not [JsonValue only] || only.ToString() != "ClientRequestToken") changed.Remove("ClientRequestToken");
            var answer = await fixture.Administrator.PostAsync("/" + operation, changed);
            var refused = answer is { Status: (HttpStatusCode)422, ErrorType: "ValidationException" };
            if (refused == (rule == "word")) wrong.Add($"{operation} {line["path"]!.ToJsonString()} {rule}: {(int)answer.Status} {answer.Body}");
            tried++;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 300, $"Only {tried} rules were found in the model.");
    }

    private static Task<List<JsonNode>> DescribeAsync() => ServiceModel.DescribeAsync("marketplace-catalog", ModelRequests.All);
}
