using System.Net;
using System.Xml.Linq;

namespace Guildhall.Tests.Server.Api;

/// <summary>STS GetCallerIdentity, everybody's first command. decisions.md 22.</summary>
public abstract class CallerIdentityTests(ApiHall fixture)
{
    private static readonly XNamespace Sts = "https://sts.amazonaws.com/doc/2011-06-15/";

    [Theory]
    [InlineData("/")]
    [InlineData("/aws")]
    public async Task A_key_is_told_whose_it_is(string path)
    {
        using var answer = await SendAsync(fixture.Buyer, path, "sts");
        var result = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!.Element(Sts + "GetCallerIdentityResult")!;

        Assert.Equal("text/xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"arn:aws:iam::{fixture.World.Developer}:user/buyer", result.Element(Sts + "Arn")!.Value);
        Assert.Equal(fixture.World.Developer, result.Element(Sts + "Account")!.Value);
        Assert.Matches(@"\AAIDA[A-Z2-7]{17}\z", result.Element(Sts + "UserId")!.Value);
    }

    [Fact]
    public async Task Nobody_can_be_denied_it()
    {
        var denied = await fixture.Hall.CallerWithPolicyAsync(fixture.World.Ledger, "denied", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""");
        using var answer = await SendAsync(denied, "/", "sts");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_signature_for_another_service_is_refused()
    {
        using var answer = await SendAsync(fixture.Buyer, "/", "aws-marketplace");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(HallCaller caller, string path, string service)
    {
        using var http = HallCaller.Signed(caller.Credentials, service);
        using var form = new FormUrlEncodedContent([new("Action", "GetCallerIdentity"), new("Version", "2011-06-15")]);
        return await http.PostAsync(fixture.Hall.Url + path, form, TestContext.Current.CancellationToken);
    }
}

public sealed class CallerIdentityOnSqliteTests(SqliteApiHall hall) : CallerIdentityTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class CallerIdentityOnPostgresTests(PostgresApiHall hall) : CallerIdentityTests(hall), IClassFixture<PostgresApiHall>;
