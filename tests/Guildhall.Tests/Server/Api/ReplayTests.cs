using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Api;

/// <summary>A captured request sent again, byte for byte. security.md 3.4.</summary>
public abstract class ReplayTests(ApiHall fixture)
{
    [Fact]
    public async Task S06_A_replayed_start_of_a_change_set_gets_the_first_answer_and_changes_nothing()
    {
        const string Body = """{"Catalog":"AWSMarketplace","ClientRequestToken":"captured","ChangeSet":[{"ChangeType":"CreateExperience","Entity":{"Type":"Experience@1.0"},"DetailsDocument":{"Name":"Captured"}}]}""";
        var date = TimeProvider.System.GetUtcNow();
        var headers = new HeaderDictionary { ["Host"] = new Uri(fixture.Hall.Url).Authority, ["X-Amz-Date"] = date.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture) };
        var bytes = Encoding.UTF8.GetBytes(Body);
        var authorization = RequestSigner.Authorize(new("POST", "/StartChangeSet", headers), bytes, fixture.Administrator.Credentials, "us-east-1", "aws-marketplace", date);

        var first = await SendAsync();
        await fixture.Administrator.EndAsync(first.Set);
        var again = await SendAsync();

        Assert.Equal((HttpStatusCode.OK, first), (again.Status, again));
        var sets = await fixture.Administrator.PostAsync("/ListEntities", ApiHall.List("Experience", new { FilterList = new[] { new { Name = "Name", ValueList = new[] { "Captured" } } } }));
        Assert.Single(sets.Json["EntitySummaryList"]!.AsArray());

        async Task<(HttpStatusCode Status, string Set)> SendAsync()
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, fixture.Hall.Url + "/StartChangeSet") { Content = new ByteArrayContent(bytes) };
            request.Headers.TryAddWithoutValidation("X-Amz-Date", headers["X-Amz-Date"].ToString());
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["ChangeSetId"]!.GetValue<string>());
        }
    }
}

public sealed class ReplayOnSqliteTests(SqliteApiHall hall) : ReplayTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class ReplayOnPostgresTests(PostgresApiHall hall) : ReplayTests(hall), IClassFixture<PostgresApiHall>;
