using System.Text.Json;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>botocore, the machinery of the AWS CLI, against the toy server: how it signs, and how it reads results and errors.</summary>
[Trait("Ring", "Clients")]
public sealed class AwsClientTests(ToyServer server)
{
    [Theory, InlineData(""), InlineData("/aws")]
    public async Task S07_The_real_client_understands_results_and_errors_of_each_protocol(string prefix)
    {
        var lines = await Python.RunAsync("Wire/Dispatch/call_with_botocore.py", $"http://127.0.0.1:{server.Port}{prefix}");
        var seen = JsonElement.Parse(lines.Single());

        Assert.Equal("arn:aws:iam::111122223333:user/tester", seen.GetProperty("identity").GetString());
        Assert.True(Guid.TryParse(seen.GetProperty("requestId").GetString(), out _));
        Assert.Equal("exp-1 +é", seen.GetProperty("entity").GetString());
        Assert.Equal("""["ResourceNotFoundException","There is no such <thing>.",404]""", Text(seen, "rest"));
        Assert.Equal("""["UnknownOperationException","The operation is not known here.",404]""", Text(seen, "restUnknown"));
        Assert.Equal("""["ResourceNotFoundException","There is no such <thing>.",400]""", Text(seen, "json"));
        Assert.Equal("""["UnknownOperationException","The operation is not known here.",400]""", Text(seen, "jsonUnknown"));
        Assert.Equal("""["InvalidAction","The action or version is not known here.",400]""", Text(seen, "queryUnknown"));
        Assert.Equal("""["InvalidSignatureException","The signature does not fit the request.",403]""", Text(seen, "wrongRest"));
        Assert.Equal("""["SignatureDoesNotMatch","The signature does not fit the request.",403]""", Text(seen, "wrongQuery"));
        Assert.Equal(200, seen.GetProperty("presigned").GetInt32());
    }

    private static string Text(JsonElement seen, string name) =>
        seen.GetProperty(name).GetRawText().Replace(", ", ",", StringComparison.Ordinal);
}
