using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Tests.Server.Api;

namespace Guildhall.Tests.Server.Entitlements;

/// <summary>The Entitlement and the Metering API against AWS's own models, where a botocore is installed: every operation, member, limit, pattern, type and word (decisions.md 38; issue 5, "Bad input").</summary>
[Trait("Ring", "Clients")]
public sealed class EntitlementModelTests(SqliteEntitlementHall hall) : IClassFixture<SqliteEntitlementHall>
{
    private static readonly (string Operation, JsonObject Request)[] Entitled =
    [
        ("GetEntitlements", Parse($$"""{"ProductCode":"{{EntitlementHall.Code}}","Filter":{"DIMENSION":["users"],"CUSTOMER_AWS_ACCOUNT_ID":["444455556666"],"LICENSE_ARN":["arn:aws:license-manager::1:license:l-1"]},"MaxResults":25,"NextToken":"token"}""")),
        ("GetEntitlements", Parse($$"""{"ProductCode":"{{EntitlementHall.Code}}","Filter":{"CUSTOMER_IDENTIFIER":["cust-1"]} }""")),
    ];

    private static readonly (string Operation, JsonObject Request)[] Metered = [("ResolveCustomer", Parse("""{"RegistrationToken":"token"}"""))];

    [Theory, InlineData("marketplace-entitlement", "AWSMPEntitlementService"), InlineData("meteringmarketplace", "AWSMPMeteringService")]
    public async Task Every_operation_of_the_model_is_served(string service, string selector)
    {
        var modelled = (await ServiceModel.DescribeAsync(service, [])).Select(line => (string?)line["operation"]).OfType<string>();
        Assert.Equal(modelled.Order(), hall.Hall.Host.Operations.Operations.Where(o => o.Selector == selector).Select(o => o.Name).Distinct().Order());
    }

    [Fact]
    public async Task Every_member_of_what_is_served_is_tried()
    {
        Assert.Empty((await ServiceModel.DescribeAsync("marketplace-entitlement", Entitled)).Select(line => (string?)line["missing"]).OfType<string>());
        Assert.All((await ServiceModel.DescribeAsync("meteringmarketplace", Metered)).Select(line => (string?)line["missing"]).OfType<string>(), member => Assert.False(member.StartsWith("ResolveCustomer", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S59_Every_limit_pattern_type_and_required_member_of_the_models_is_kept_and_nothing_is_stored()
    {
        var before = await RowCounts.ReadAsync(hall.Hall.Guildhall.Database);
        var tried = await TryAsync("marketplace-entitlement", "AWSMPEntitlementService.", Entitled, "InvalidParameterException") + await TryAsync("meteringmarketplace", "AWSMPMeteringService.", Metered, "InvalidTokenException");
        Assert.Equal(before, await RowCounts.ReadAsync(hall.Hall.Guildhall.Database));
        Assert.InRange(tried, 20, 200);
    }

    private async Task<int> TryAsync(string service, string target, (string Operation, JsonObject Request)[] requests, string told)
    {
        var (tried, wrong) = (0, new List<string>());
        foreach (var line in (await ServiceModel.DescribeAsync(service, requests)).Where(line => line["rule"] is not null))
        {
            var (operation, request) = requests[line["request"]!.GetValue<int>()];
            var changed = ServiceModel.Changed(request, line);
            // Without its token, which is none: it is refused by itself.
            if (!line["path"]!.ToJsonString().Contains("NextToken", StringComparison.Ordinal)) changed.Remove("NextToken");
            var answer = await EntitlementHall.SendAsync(hall.Software, target + operation, changed, "1.1");
            if (answer.Status != HttpStatusCode.BadRequest || (answer.Text("__type") != told && answer.Text("__type") != "SerializationException")) wrong.Add($"{operation} {line["path"]!.ToJsonString()} {line["rule"]}: {(int)answer.Status} {answer.Body}");
            tried++;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        return tried;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
