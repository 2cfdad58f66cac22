namespace Guildhall.Tests.Server.Cli;

public sealed class UserCommandTests : CommandTests
{
    [Fact]
    public async Task S36_People_are_made_listed_changed_and_switched_off_from_the_command_line()
    {
        var made = await Terminal.AnswerAsync("user", "create", "maya@example.com", "--name", "Maya", "--role", "MarketplaceManager");
        await Terminal.AnswerAsync("user", "create", "dana@example.com", "--name", "Dana", "--role", "Buyer", "--account", "111122223333", "--json");
        await Terminal.AnswerAsync("user", "role", "add", "dana@example.com", "--role", "Auditor", "--account", "111122223333", "--json");
        var roles = await Terminal.AnswerAsync("user", "role", "remove", "dana@example.com", "--role", "Buyer", "--account", "111122223333", "--json");
        var reset = await Terminal.AnswerAsync("user", "reset-password", "dana@example.com", "--json");
        await Terminal.AnswerAsync("user", "disable", "dana@example.com", "--json");
        var listed = await Terminal.AnswerAsync("user", "list", "--json");

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
        await Terminal.AnswerAsync("user", "create", "maya@example.com", "--name", "Maya", "--role", "MarketplaceManager");

        Assert.Equal(1, await Terminal.RunAsync(arguments));
        Assert.Empty(Terminal.Out);
        Assert.NotEmpty(Terminal.Line);
    }
}
