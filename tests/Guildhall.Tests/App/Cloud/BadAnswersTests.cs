using System.IO.Pipelines;
using System.Net;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.Tests.App.Cloud;

/// <summary>security.md F-13, F-14: whatever comes back, reading is bounded and the trouble has a class.</summary>
public sealed class BadAnswersTests
{
    public static TheoryData<string, int, CloudTrouble> Bodies => new()
    {
        { "{\"Organization\":", 200, CloudTrouble.Garbled },
        { "<html><body>Welcome</body></html>", 200, CloudTrouble.Garbled },
        { "", 200, CloudTrouble.Garbled },
        { "null", 200, CloudTrouble.Garbled },
        { "[]", 200, CloudTrouble.Garbled },
        { "{\"Organization\":{\"Id\":7}}", 200, CloudTrouble.Garbled },
        { "{\"Organization\":{\"Id\":\"\\ud800\"}}", 200, CloudTrouble.Garbled },
        { "{\"Organization\":null}", 200, CloudTrouble.Garbled },
        { "<html>500</html>", 500, CloudTrouble.Failing },
        { "", 503, CloudTrouble.Failing },
        { "{\"__type\":\"\\ud800\"}", 502, CloudTrouble.Failing },
        { "{\"__type\":\"com.amazonaws#ServiceException\",\"Message\":\"x\"}", 500, CloudTrouble.Failing },
        { "{\"__type\":\"TooManyRequestsException\",\"Message\":\"x\",\"Type\":\"RATE\"}", 400, CloudTrouble.Throttled },
        { "", 429, CloudTrouble.Throttled },
        { "{\"__type\":\"AccessDeniedException\",\"message\":\"lower case\"}", 400, CloudTrouble.Denied },
        { "{\"__type\":\"NeverHeardOfException\"}", 400, CloudTrouble.Refused },
        { "not json", 403, CloudTrouble.Refused },
        { "moved", 301, CloudTrouble.Refused },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task F13_Every_answer_of_a_JSON_service_has_its_class(string body, int status, CloudTrouble expected)
    {
        using var aws = new ScriptedAws().On("DescribeOrganization", ScriptedAws.Json(body, status));
        var problem = (await DescribeAsync(aws, RetryRule.Never)).Problem!;
        Assert.Equal(expected, problem.Kind);
        Assert.NotEmpty(problem.Message);
        Assert.NotEmpty(problem.Repair);
    }

    [Fact]
    public async Task F13_Nesting_without_end_is_not_followed()
    {
        var deep = new string('[', 100_000);
        using var aws = new ScriptedAws().On("DescribeOrganization", ScriptedAws.Json($$"""{"Organization":{"Deep":{{deep}}"""));
        Assert.Equal(CloudTrouble.Garbled, (await DescribeAsync(aws, RetryRule.Never)).Problem!.Kind);
    }

    [Fact]
    public async Task F13_A_body_without_end_is_cut_off()
    {
        using var endless = new EndlessContent();
        using var aws = new ScriptedAws().On("DescribeOrganization", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = endless });
        Assert.Equal(CloudTrouble.Garbled, (await DescribeAsync(aws, RetryRule.Never)).Problem!.Kind);
        Assert.InRange(endless.Given, 1, 3 * 1024 * 1024);
    }

    [Fact]
    public async Task F13_A_body_announced_as_too_large_is_not_read()
    {
        using var endless = new EndlessContent();
        endless.Headers.ContentLength = 1L << 30;
        using var aws = new ScriptedAws().On("DescribeOrganization", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = endless });
        Assert.Equal(CloudTrouble.Garbled, (await DescribeAsync(aws, RetryRule.Never)).Problem!.Kind);
        Assert.Equal(0, endless.Given);
    }

    [Fact]
    public async Task F13_An_answer_that_never_comes_ends_after_sixty_seconds()
    {
        using var aws = new SilentHandler();
        using var fixture = new CloudFixture(aws);
        var client = new OrganizationsClient(fixture.Connection(RetryRule.Never));
        var answer = await fixture.Clock.DriveAsync(client.DescribeOrganizationAsync(TestContext.Current.CancellationToken));
        Assert.Equal("TimedOut", answer.Problem!.Code);
        Assert.Equal(TimeSpan.FromSeconds(60), fixture.Clock.Passed);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", 200)]
    [InlineData("<GetRoleResponse><GetRoleResult/></GetRoleResponse>", 200)]
    [InlineData("<GetRoleResponse>", 200)]
    [InlineData("", 200)]
    [InlineData("{}", 200)]
    public async Task F13_Every_answer_of_an_XML_service_has_its_class(string body, int status)
    {
        using var aws = new ScriptedAws().On("GetRole", ScriptedAws.Xml(body, status));
        using var fixture = new CloudFixture(aws);
        var answer = await new IamClient(fixture.Connection(RetryRule.Never)).GetRoleAsync("R", TestContext.Current.CancellationToken);
        Assert.Equal(CloudTrouble.Garbled, answer.Problem!.Kind);
    }

    [Fact]
    public async Task F13_XML_nested_without_end_is_not_followed()
    {
        var body = string.Concat(Enumerable.Repeat("<a>", 100_000));
        using var aws = new ScriptedAws().On("GetRole", ScriptedAws.Xml(body));
        using var fixture = new CloudFixture(aws);
        var answer = await new IamClient(fixture.Connection(RetryRule.Never)).GetRoleAsync("R", TestContext.Current.CancellationToken);
        Assert.Equal(CloudTrouble.Garbled, answer.Problem!.Kind);
    }

    private static async Task<CloudAnswer<DescribedOrganization>> DescribeAsync(ScriptedAws aws, RetryRule retry)
    {
        using var fixture = new CloudFixture(aws);
        return await new OrganizationsClient(fixture.Connection(retry)).DescribeOrganizationAsync(TestContext.Current.CancellationToken);
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Waiting for ever came to an end.");
        }
    }

    /// <summary>A body that goes on as long as somebody reads it.</summary>
    private sealed class EndlessContent : HttpContent
    {
        private static readonly byte[] Spaces = [.. Enumerable.Repeat((byte)' ', 4_096)];
        private readonly Pipe _pipe = new();

        public long Given { get; private set; }

        protected override async Task<Stream> CreateContentReadStreamAsync()
        {
            _ = FillAsync();
            await Task.Yield();
            return _pipe.Reader.AsStream();
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new InvalidOperationException("Who copies this does not come to an end.");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private async Task FillAsync()
        {
            while (!(await _pipe.Writer.WriteAsync(Spaces)).IsCompleted) Given += Spaces.Length;
        }
    }
}
