using System.Net;
using System.Xml.Linq;

namespace Guildhall.Tests.Wire.Dispatch;

public sealed class QueryProtocolTests(ToyServer server) : IDisposable
{
    private static readonly XNamespace _sts = "https://sts.amazonaws.com/doc/2011-06-15/";

    private readonly HttpClient client = server.Client("sts");

    [Theory, InlineData("/"), InlineData("/aws"), InlineData("/aws/")]
    public async Task An_operation_is_called_by_a_form_and_answered_in_its_envelope(string path)
    {
        var (answer, xml) = await SendAsync("Action=GetCallerIdentity&Version=2011-06-15&Note=a+b%2B%C3%AB", path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(_sts + "GetCallerIdentityResponse", xml.Name);
        var result = xml.Element(_sts + "GetCallerIdentityResult")!;
        Assert.Equal("arn:aws:iam::111122223333:user/tester", result.Element(_sts + "Arn")!.Value);
        Assert.Equal("a b+ë", result.Element(_sts + "Account")!.Value);
        Assert.Equal(
            answer.Headers.GetValues("x-amzn-RequestId").Single(),
            xml.Element(_sts + "ResponseMetadata")!.Element(_sts + "RequestId")!.Value);
    }

    [Fact]
    public async Task Success_without_output_has_metadata_alone()
    {
        var (answer, xml) = await SendAsync("Action=EmptyThing&Version=2011-06-15");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(_sts + "ResponseMetadata", Assert.Single(xml.Elements()).Name);
    }

    [Fact]
    public async Task An_error_has_type_code_message_and_request_id()
    {
        var (answer, xml) = await SendAsync("Action=FailThing&Version=2011-06-15");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var error = xml.Element(_sts + "Error")!;
        Assert.Equal("Sender", error.Element(_sts + "Type")!.Value);
        Assert.Equal("NoSuchEntity", error.Element(_sts + "Code")!.Value);
        Assert.Equal("There is no such <thing>.", error.Element(_sts + "Message")!.Value);
        Assert.NotEmpty(xml.Element(_sts + "RequestId")!.Value);
    }

    [Fact]
    public async Task F62_A_control_character_that_comes_back_is_still_XML()
    {
        var (answer, xml) = await SendAsync("Action=GetCallerIdentity&Version=2011-06-15&Note=a%01b%F0%9F%98%80");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("a\uFFFDb\U0001F600", xml.Descendants(_sts + "Account").Single().Value);
    }

    [Theory, InlineData("Action=NoSuchThing&Version=2011-06-15"), InlineData("Action=GetCallerIdentity&Version=1999-01-01"), InlineData("a=b")]
    public async Task An_unknown_action_or_version_is_refused(string form)
    {
        var (answer, xml) = await SendAsync(form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("InvalidAction", xml.Element("Error")!.Element("Code")!.Value);
    }

    [Fact]
    public async Task A_presigned_address_works_for_what_changes_nothing()
    {
        using var answer = await server.Unsigned().GetAsync(
            server.Presign("GET", "/?Action=GetCallerIdentity&Version=2011-06-15", "sts"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task S06_A_presigned_address_of_a_changing_operation_is_refused()
    {
        using var answer = await server.Unsigned().GetAsync(
            server.Presign("GET", "/?Action=EmptyThing&Version=2011-06-15", "sts"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "<Code>AccessDenied</Code>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsigned_action_gets_the_missing_token_error()
    {
        using var answer = await server.Unsigned().PostAsync(
            "/", Form("Action=GetCallerIdentity&Version=2011-06-15"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "<Code>MissingAuthenticationToken</Code>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_gets_its_own_form_with_its_body()
    {
        using var answer = await server.Unsigned().PostAsync("/", Form("name=value"), TestContext.Current.CancellationToken);

        Assert.Equal("page / name=value", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => client.Dispose();

    private static StringContent Form(string text) => new(text, null, "application/x-www-form-urlencoded");

    private async Task<(HttpResponseMessage Answer, XElement Xml)> SendAsync(string form, string path = "/")
    {
        var answer = await client.PostAsync(path, Form(form), TestContext.Current.CancellationToken);
        return (answer, XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
