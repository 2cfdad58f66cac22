using System.Net;
using System.Text;
using System.Text.Json;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.Tests.SimulatedAws.Simulation;

/// <summary>The unsigned calls below /_simulation (contract.md 6).</summary>
public sealed class ControlTests : CloudTest
{
    [Fact]
    public async Task An_account_comes_with_a_root_key_that_works()
    {
        var account = await Control("accounts", new { name = "Fresh", email = "fresh@example.com" });
        var caller = Caller(account);

        Assert.Equal($"arn:aws:iam::{caller.AccountId}:root", (await caller.StsAsync("GetCallerIdentity")).Ok().Xml("Arn"));
        Assert.Equal("AWSOrganizationsNotInUseException", (await caller.OrganizationsAsync("DescribeOrganization")).Error);
        Assert.False(account.TryGetProperty("organizationId", out _));
        Assert.Equal(HttpStatusCode.Conflict, (await Cloud.ControlAsync("accounts", new { name = "Again", email = "FRESH@example.com" })).StatusCode);
    }

    [Fact]
    public async Task An_account_may_come_as_the_management_account_of_an_organization()
    {
        var account = await Control("accounts", new { name = "Head", email = "head@example.com", organization = true });

        var organization = (await Caller(account).OrganizationsAsync("DescribeOrganization")).Ok().Json.GetProperty("Organization");
        Assert.Equal(account.GetProperty("organizationId").GetString(), organization.GetProperty("Id").GetString());
        Assert.Equal("ALL", organization.GetProperty("FeatureSet").GetString());
        Assert.StartsWith("r-", account.GetProperty("rootId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_moves_on_and_signatures_stay_good()
    {
        var before = Cloud.World.Clock.GetUtcNow();

        var now = (await Control("clock", new { advance = "36h" })).GetProperty("now").GetDateTimeOffset();

        Assert.Equal(before + TimeSpan.FromHours(36), now);
        (await Management.StsAsync("GetCallerIdentity")).Ok();
        var unit = await Management.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = "ram.amazonaws.com" });
        Assert.Null(unit.Error);
        var enabled = (await Management.OrganizationsAsync("ListAWSServiceAccessForOrganization")).Json.GetProperty("EnabledServicePrincipals")[0];
        Assert.Equal(now.ToUnixTimeSeconds(), enabled.GetProperty("DateEnabled").GetDecimal());
    }

    [Theory]
    [InlineData("clock", """{"advance":"-1h"}""")]
    [InlineData("clock", """{"advance":"soon"}""")]
    [InlineData("clock", """{}""")]
    [InlineData("clock", """{"advance":null}""")]
    [InlineData("clock", """{"advance":"1h","more":1}""")]
    [InlineData("clock", "")]
    [InlineData("accounts", """{"name":"A","email":"bad"}""")]
    [InlineData("accounts", """{"name":"","email":"a@example.com"}""")]
    [InlineData("faults", """{"operation":"ListAccounts","kind":"explode"}""")]
    [InlineData("faults", """{"operation":"ListAccounts","kind":"fail","probability":2}""")]
    [InlineData("faults", """{"operation":"ListAccounts","kind":"fail","count":0}""")]
    [InlineData("faults", """{"operation":"ListAccounts","kind":"delay","delay":"long"}""")]
    public async Task What_makes_no_sense_is_400(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Cloud.Url, "/_simulation/" + path)) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        using var response = await Cloud.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_browsers_page_is_kept_out()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Cloud.Url, "/_simulation/calls"));
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var response = await Cloud.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Calls_are_counted_by_operation()
    {
        (await Management.OrganizationsAsync("ListRoots")).Ok();
        (await Management.OrganizationsAsync("ListAccounts")).Ok();
        (await Management.OrganizationsAsync("ListAccounts")).Ok();

        var calls = await Cloud.CallsAsync();

        Assert.Equal("""{"ListAccounts":2,"ListRoots":1}""", calls.ToString());
    }

    [Fact]
    public async Task Unknown_paths_are_404()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Cloud.Url, "/_simulation/nothing"));
        using var response = await Cloud.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private CloudCaller Caller(JsonElement account) => new(
        Cloud,
        account.GetProperty("accountId").GetString()!,
        new KeyPair(account.GetProperty("accessKeyId").GetString()!, account.GetProperty("secretAccessKey").GetString()!));

    private async Task<JsonElement> Control(string path, object body)
    {
        using var response = await Cloud.ControlAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
