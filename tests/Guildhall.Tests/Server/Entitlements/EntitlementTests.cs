using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Agreements;

namespace Guildhall.Tests.Server.Entitlements;

/// <summary>What an in-house product's software learns of its buyers. storefront-and-procurement.md C.</summary>
public abstract class EntitlementTests(EntitlementHall hall)
{
    [Fact]
    public async Task The_publisher_learns_who_bought_how_much_until_it_is_cancelled()
    {
        var agreement = await hall.BuyAsync(hall.Buyer, ("users", 10), ("books", 3));
        var customer = (await hall.ResolveAsync(hall.Software, await hall.TokenAsync(hall.Buyer, agreement))).Json;
        Assert.Equal((EntitlementHall.Code, hall.World.Developer), ((string)customer["ProductCode"]!, (string)customer["CustomerAWSAccountId"]!));

        var entitled = await ListAsync("LICENSE_ARN", (string)customer["LicenseArn"]!);
        Assert.Equal(["books 3", "users 10"], entitled.Select(e => $"{e!["Dimension"]} {e["Value"]!["IntegerValue"]}"));
        Assert.All(entitled, e => Assert.Equal((string)customer["CustomerIdentifier"]!, (string)e!["CustomerIdentifier"]!));
        Assert.All(entitled, e => Assert.True((double)e!["ExpirationDate"]! > DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

        await hall.CancelAsync(hall.Buyer, agreement);
        Assert.Empty(await ListAsync("LICENSE_ARN", (string)customer["LicenseArn"]!));
    }

    [Fact]
    public async Task Filters_are_joined_by_and_their_values_by_or_and_pages_lead_to_the_end()
    {
        var (mine, theirs) = (await hall.BuyAsync(hall.Buyer, ("users", 1), ("books", 2)), await hall.BuyAsync(hall.Other, ("users", 5)));
        Assert.Contains("users 5", Words(await ListAsync("CUSTOMER_AWS_ACCOUNT_ID", hall.Other.Account)));
        Assert.DoesNotContain("books 2", Words(await ListAsync("CUSTOMER_AWS_ACCOUNT_ID", hall.Other.Account)));
        Assert.All(await ListAsync("DIMENSION", "books"), e => Assert.Equal("books", (string)e!["Dimension"]!));
        Assert.Empty(await ListAsync("DIMENSION", "nothing"));

        var (walked, token) = (new List<string>(), (string?)null);
        do
        {
            var page = (await hall.AskAsync(hall.Software, new JsonObject { ["ProductCode"] = EntitlementHall.Code, ["MaxResults"] = 1, ["NextToken"] = token })).Json;
            walked.AddRange(page["Entitlements"]!.AsArray().Select(e => $"{e!["LicenseArn"]} {e["Dimension"]}"));
            token = (string?)page["NextToken"];
        }
        while (token is not null);
        Assert.Equal(walked.Distinct(), walked);
        var whole = (await hall.AskAsync(hall.Software, new JsonObject { ["ProductCode"] = EntitlementHall.Code })).Json["Entitlements"]!.AsArray();
        Assert.Equal(whole.Select(e => $"{e!["LicenseArn"]} {e["Dimension"]}"), walked);
        await hall.CancelAsync(hall.Buyer, mine);
        await hall.CancelAsync(hall.Other, theirs);
    }

    [Fact]
    public async Task Only_the_publisher_is_told_and_others_products_are_as_missing()
    {
        var agreement = await hall.BuyAsync(hall.Buyer, ("users", 2));
        var stranger = await hall.Hall.CallerAsync(hall.World.AtRoot, "stranger", "GuildhallPublisher");
        var (others, missing) = (await hall.AskAsync(stranger, Asked(EntitlementHall.Code)), await hall.AskAsync(stranger, Asked("nobodyhasit")));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidParameterException"), (others.Status, others.Text("__type")));
        Assert.Equal(missing.Body, others.Body);
        Assert.Equal("InvalidTokenException", (await hall.ResolveAsync(stranger, await hall.TokenAsync(hall.Buyer, agreement))).Text("__type"));
        Assert.Equal("AccessDeniedException", (await hall.AskAsync(hall.Buyer, Asked(EntitlementHall.Code))).Text("__type"));
        Assert.Equal("AccessDeniedException", (await hall.ResolveAsync(hall.Buyer, "token")).Text("__type"));
        await hall.CancelAsync(hall.Buyer, agreement);
    }

    [Fact]
    public async Task A_token_is_good_for_half_an_hour_and_nothing_else_is_one()
    {
        var agreement = await hall.BuyAsync(hall.Buyer, ("users", 1));
        var (now, tokens) = (hall.Hall.Guildhall.Options.Clock.GetUtcNow(), hall.Hall.Guildhall.RegistrationTokens);
        Assert.Equal(HttpStatusCode.OK, (await hall.ResolveAsync(hall.Software, tokens.Issue(agreement, now - RegistrationTokens.Life + TimeSpan.FromMinutes(1)))).Status);
        Assert.Equal("ExpiredTokenException", (await hall.ResolveAsync(hall.Software, tokens.Issue(agreement, now - RegistrationTokens.Life - TimeSpan.FromSeconds(1)))).Text("__type"));
        Assert.Equal("InvalidTokenException", (await hall.ResolveAsync(hall.Software, tokens.Issue("agmt-nobody", now))).Text("__type"));
        var good = tokens.Issue(agreement, now);
        foreach (var bad in new[] { "", "nonsense", good[..^2], good + "A", "A" + good })
            Assert.Equal("InvalidTokenException", (await hall.ResolveAsync(hall.Software, bad)).Text("__type"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ProductCode":""}""")]
    [InlineData("""{"ProductCode":"ledgerhouse00","MaxResults":0}""")]
    [InlineData("""{"ProductCode":"ledgerhouse00","MaxResults":26}""")]
    [InlineData("""{"ProductCode":"ledgerhouse00","NextToken":"nonsense"}""")]
    [InlineData("""{"ProductCode":"ledgerhouse00","NextToken":" "}""")]
    [InlineData("""{"ProductCode":"ledgerhouse00","Filter":{"DIMENSION":[]}}""")]
    [InlineData("""{"ProductCode":"ledgerhouse00","Filter":{"COLOUR":["red"]}}""")]
    [InlineData("""{"ProductCode":"ledgerhouse00","Filter":{"CUSTOMER_IDENTIFIER":["a"],"CUSTOMER_AWS_ACCOUNT_ID":["b"]}}""")]
    public async Task What_the_model_forbids_is_an_InvalidParameterException(string request)
    {
        var answer = await hall.AskAsync(hall.Software, JsonNode.Parse(request)!.AsObject());
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidParameterException"), (answer.Status, answer.Text("__type")));
    }

    [Theory, InlineData("BatchMeterUsage"), InlineData("MeterUsage"), InlineData("RegisterUsage")]
    public async Task Reporting_usage_is_switched_off(string operation) =>
        Assert.Equal("DisabledApiException", (await EntitlementHall.SendAsync(hall.Software, "AWSMPMeteringService." + operation, [], "1.1")).Text("__type"));

    [Fact]
    public void S21_No_operation_of_these_services_escapes_these_tests_and_none_changes_anything()
    {
        var served = hall.Hall.Host.Operations.Operations.Where(o => o.Selector is "AWSMPEntitlementService" or "AWSMPMeteringService").ToList();
        Assert.Equal(["BatchMeterUsage", "GetEntitlements", "MeterUsage", "RegisterUsage", "ResolveCustomer"], served.Select(o => o.Name).Distinct().Order());
        Assert.All(served, o => Assert.False(o.ChangesState));
    }

    private static JsonObject Asked(string product) => new() { ["ProductCode"] = product };

    private static IEnumerable<string> Words(JsonArray entitled) => entitled.Select(e => $"{e!["Dimension"]} {e["Value"]!["IntegerValue"]}");

    private async Task<JsonArray> ListAsync(string filter, string value)
    {
        var answer = await hall.AskAsync(hall.Software, new JsonObject { ["ProductCode"] = EntitlementHall.Code, ["Filter"] = new JsonObject { [filter] = new JsonArray(value) } });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json["Entitlements"]!.AsArray();
    }
}

public sealed class EntitlementOnSqliteTests(SqliteEntitlementHall hall) : EntitlementTests(hall), IClassFixture<SqliteEntitlementHall>;

[Trait("Ring", "Postgres")]
public sealed class EntitlementOnPostgresTests(PostgresEntitlementHall hall) : EntitlementTests(hall), IClassFixture<PostgresEntitlementHall>;
