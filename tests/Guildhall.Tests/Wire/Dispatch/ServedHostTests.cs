using System.Net;

namespace Guildhall.Tests.Wire.Dispatch;

public sealed class ServedHostTests
{
    [Theory, InlineData("127.0.0.1", HttpStatusCode.OK), InlineData("guildhall.example.test", HttpStatusCode.BadRequest)]
    public async Task S11_A_signed_host_must_be_one_of_those_served(string served, HttpStatusCode status)
    {
        await using var server = new ToyServer(new HashSet<string> { served });
        await server.InitializeAsync();
        using var client = server.Client();

        using var answer = await client.PostAsync("/ListThings", new StringContent("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }
}
