using Guildhall.App.Secrets;
using Guildhall.Server.Cli;

namespace Guildhall.Tests.Server.Cli;

/// <summary>What <c>guildhall serve</c> refuses before it opens anything to anybody: one line, exit code 1.</summary>
public sealed class ServeRefusalTests : CommandTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task S12_plain_http_beyond_this_machine_is_refused_and_the_setting_named(string urls)
    {
        Assert.Equal(1, await Terminal.RunAsync("serve", "--urls", urls));
        Assert.Contains("plain-http", Terminal.Line, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task S12_the_operator_may_allow_plain_http_beyond_this_machine()
    {
        Terminal.Environment["GUILDHALL_PLAIN_HTTP"] = "anywhere";
        using var end = new CancellationTokenSource();
        var served = Terminal.RunAsync(end.Token, "serve", "--urls", "http://0.0.0.0:0");
        while (!served.IsCompleted && !Terminal.Error.Contains("answers at", StringComparison.Ordinal)) await Task.Delay(20, TestContext.Current.CancellationToken);
        await end.CancelAsync();

        Assert.Equal(0, await served);
        Assert.Contains("http://0.0.0.0:", Terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_told_to_stop_as_soon_as_the_address_is_told_is_a_good_end()
    {
        using var end = new CancellationTokenSource();
        await using var hasty = new HastyReader(end);

        Assert.Equal(0, await CommandLine.RunAsync(["serve", "--urls", "http://127.0.0.1:0"], new Streams(TextReader.Null, TextWriter.Null, hasty), Terminal.Environment, end.Token));
        Assert.Contains("answers at", hasty.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8099")]
    [InlineData("http://localhost:8099")]
    public async Task An_AWS_endpoint_that_is_our_own_address_is_refused(string endpoint)
    {
        Assert.Equal(1, await Terminal.RunAsync("serve", "--urls", "http://127.0.0.1:8099", "--aws-endpoint", endpoint));
        Assert.Contains("own address", Terminal.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S14_a_master_key_that_is_not_the_one_of_the_database_is_refused_by_server_and_commands_before_its_first_use()
    {
        Assert.Equal(0, await Terminal.RunAsync("key", "create", "--account", "111122223333", "--user", "ann", "--policy", "GuildhallBuyer"));
        Terminal.Environment["GUILDHALL_MASTER_KEY"] = MasterKey.Make().ToBase64();

        foreach (var command in (string[][])[["serve", "--urls", "http://127.0.0.1:0"], ["organization", "list"], ["key", "create", "--account", "111122223333", "--user", "bob", "--policy", "GuildhallBuyer"]])
        {
            Assert.Equal(1, await Terminal.RunAsync(command));
            Assert.Contains("master-key-file", Terminal.Line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task F71_a_restored_database_opens_with_another_master_key()
    {
        var backup = Path.Combine(Folder, "backup.zip");
        Assert.Equal(0, await Terminal.RunAsync("key", "create", "--account", "111122223333", "--user", "ann", "--policy", "GuildhallBuyer"));
        Assert.Equal(0, await Terminal.RunAsync("backup", backup));
        Terminal.Environment["GUILDHALL_MASTER_KEY"] = MasterKey.Make().ToBase64();
        Assert.Equal(0, await Terminal.RunAsync("restore", backup));

        Assert.Equal(0, await Terminal.RunAsync("organization", "list"));
    }

    /// <summary>Ends the command while it still tells its address.</summary>
    private sealed class HastyReader(CancellationTokenSource end) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value is not null && value.Contains("answers at", StringComparison.Ordinal)) await end.CancelAsync();
        }
    }
}
