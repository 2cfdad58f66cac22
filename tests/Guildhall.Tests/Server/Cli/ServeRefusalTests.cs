using System.Security.Cryptography;
using Guildhall.Server.Cli;

namespace Guildhall.Tests.Server.Cli;

/// <summary>What <c>guildhall serve</c> refuses before it opens anything to anybody: one line, exit code 1.</summary>
public sealed class ServeRefusalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;
    private readonly Dictionary<string, string> _environment = new() { ["GUILDHALL_MASTER_KEY"] = NewKey() };
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _out.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task S12_plain_http_beyond_this_machine_is_refused_and_the_setting_named(string urls)
    {
        Assert.Equal(1, await RunAsync("serve", "--data", _folder, "--urls", urls));
        Assert.Contains("plain-http", Line(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task S12_the_operator_may_allow_plain_http_beyond_this_machine()
    {
        _environment["GUILDHALL_PLAIN_HTTP"] = "anywhere";
        using var end = new CancellationTokenSource();
        var served = RunAsync(end.Token, "serve", "--data", _folder, "--urls", "http://0.0.0.0:0");
        while (!served.IsCompleted && !_error.ToString().Contains("answers at", StringComparison.Ordinal)) await Task.Delay(20, TestContext.Current.CancellationToken);
        await end.CancelAsync();

        Assert.Equal(0, await served);
        Assert.Contains("http://0.0.0.0:", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8099")]
    [InlineData("http://localhost:8099")]
    public async Task An_AWS_endpoint_that_is_our_own_address_is_refused(string endpoint)
    {
        Assert.Equal(1, await RunAsync("serve", "--data", _folder, "--urls", "http://127.0.0.1:8099", "--aws-endpoint", endpoint));
        Assert.Contains("own address", Line(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S14_a_master_key_that_is_not_the_one_of_the_database_is_refused_by_server_and_commands_before_its_first_use()
    {
        Assert.Equal(0, await RunAsync("key", "create", "--data", _folder, "--account", "111122223333", "--user", "ann", "--policy", "GuildhallBuyer"));
        _environment["GUILDHALL_MASTER_KEY"] = NewKey();

        foreach (var command in (string[][])[["serve", "--urls", "http://127.0.0.1:0"], ["organization", "list"], ["key", "create", "--account", "111122223333", "--user", "bob", "--policy", "GuildhallBuyer"]])
        {
            _error.GetStringBuilder().Clear();
            Assert.Equal(1, await RunAsync([.. command, "--data", _folder]));
            Assert.Contains("master-key-file", Line(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task F71_a_restored_database_opens_with_another_master_key()
    {
        var backup = Path.Combine(_folder, "backup.zip");
        Assert.Equal(0, await RunAsync("key", "create", "--data", _folder, "--account", "111122223333", "--user", "ann", "--policy", "GuildhallBuyer"));
        Assert.Equal(0, await RunAsync("backup", backup, "--data", _folder));
        _environment["GUILDHALL_MASTER_KEY"] = NewKey();
        Assert.Equal(0, await RunAsync("restore", backup, "--data", _folder));

        Assert.Equal(0, await RunAsync("organization", "list", "--data", _folder));
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>What standard error says, which must be one line.</summary>
    private string Line() => Assert.Single(_error.ToString().Trim().Split('\n'));

    private Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    private Task<int> RunAsync(CancellationToken cancellation, params string[] arguments) =>
        CommandLine.RunAsync(arguments, new Streams(TextReader.Null, _out, _error), _environment, cancellation);
}
