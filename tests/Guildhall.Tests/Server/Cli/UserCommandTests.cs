using System.Text.Json;
using Guildhall.App.Secrets;
using Guildhall.Server.Cli;

namespace Guildhall.Tests.Server.Cli;

public sealed class UserCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task S36_People_are_made_listed_changed_and_switched_off_from_the_command_line()
    {
        var made = await AnswerAsync("user", "create", "maya@example.com", "--name", "Maya", "--role", "MarketplaceManager");
        await AnswerAsync("user", "create", "dana@example.com", "--name", "Dana", "--role", "Buyer", "--account", "111122223333", "--json");
        await AnswerAsync("user", "role", "add", "dana@example.com", "--role", "Auditor", "--account", "111122223333", "--json");
        var roles = await AnswerAsync("user", "role", "remove", "dana@example.com", "--role", "Buyer", "--account", "111122223333", "--json");
        var reset = await AnswerAsync("user", "reset-password", "dana@example.com", "--json");
        await AnswerAsync("user", "disable", "dana@example.com", "--json");
        var listed = await AnswerAsync("user", "list", "--json");

        Assert.Equal(20, made.GetProperty("oneTimePassword").GetString()!.Length);
        Assert.Equal("Auditor", Assert.Single(roles.GetProperty("roles").EnumerateArray()).GetProperty("role").GetString());
        Assert.NotEqual(made.GetProperty("oneTimePassword").GetString(), reset.GetProperty("oneTimePassword").GetString());
        Assert.Equal([("dana@example.com", false), ("maya@example.com", true)], listed.EnumerateArray().Select(p => (p.GetProperty("email").GetString(), p.GetProperty("active").GetBoolean())));
        Assert.DoesNotContain("assword", listed.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user", "disable", "maya@example.com")]
    [InlineData("user", "role", "remove", "maya@example.com", "--role", "MarketplaceManager")]
    [InlineData("user", "create", "maya@example.com", "--name", "Maya", "--role", "Auditor", "--account", "111122223333")]
    [InlineData("user", "create", "eve@example.com", "--name", "Eve", "--role", "Buyer")]
    [InlineData("user", "create", "eve@example.com", "--name", "Eve", "--role", "King", "--account", "111122223333")]
    [InlineData("user", "reset-password", "nobody@example.com")]
    public async Task What_cannot_be_is_refused_in_one_line(params string[] arguments)
    {
        await AnswerAsync("user", "create", "maya@example.com", "--name", "Maya", "--role", "MarketplaceManager");

        var (code, answer, error) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.Empty(answer);
        Assert.Single(error.Trim().Split('\n'));
    }

    private async Task<JsonElement> AnswerAsync(params string[] arguments)
    {
        var (code, answer, error) = await RunAsync(arguments);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(answer).RootElement;
    }

    private async Task<(int Code, string Answer, string Error)> RunAsync(string[] arguments)
    {
        using var answer = new StringWriter();
        using var error = new StringWriter();
        var environment = new Dictionary<string, string> { ["GUILDHALL_DATA"] = _folder, ["GUILDHALL_MASTER_KEY"] = Convert.ToBase64String(new byte[MasterKey.Length]) };
        var code = await CommandLine.RunAsync(arguments, new Streams(TextReader.Null, answer, error), environment, TestContext.Current.CancellationToken);
        return (code, answer.ToString(), error.ToString());
    }
}
