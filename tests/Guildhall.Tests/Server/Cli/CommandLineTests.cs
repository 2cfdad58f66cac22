using System.Text.Json;
using Guildhall.App.Upkeep;
using Guildhall.Server.Cli;

namespace Guildhall.Tests.Server.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;
    private readonly Dictionary<string, string> _environment = [];
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_version_is_told()
    {
        Assert.Equal(0, await RunAsync("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+", _out.ToString());
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("migrate", "--no-such-option")]
    [InlineData("migrate", "surplus")]
    [InlineData]
    public async Task Wrong_usage_is_2_and_says_where_help_is(params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(arguments));
        Assert.Contains("--help", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_out.ToString());
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_tells_people_on_standard_error()
    {
        Assert.Equal(0, await RunAsync("migrate", "--data", _folder));
        Assert.Matches("^The database is up to date: [1-9]", _error.ToString());
        Assert.Empty(_out.ToString());
        Assert.True(File.Exists(Path.Combine(_folder, "guildhall.db")));
    }

    [Fact]
    public async Task Json_is_one_document_on_standard_output_and_nothing_else()
    {
        _environment["GUILDHALL_DATA"] = _folder;
        Assert.Equal(0, await RunAsync("--json", "migrate"));
        Assert.NotEqual(0, JsonDocument.Parse(_out.ToString()).RootElement.GetProperty("applied").GetArrayLength());
        Assert.Empty(_error.ToString());

        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("migrate", "--json"));
        Assert.Equal("""{"applied":[]}""", _out.ToString().Trim());
    }

    [Fact]
    public async Task S69_Migrate_is_refused_while_another_process_holds_the_data_folder()
    {
        using var held = DataFolder.At(_folder).Lock("serve").Value;

        Assert.Equal(1, await RunAsync("migrate", "--data", _folder));
        Assert.Contains("in use by guildhall serve", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_out.ToString());
    }

    [Fact]
    public async Task F75_Wrong_settings_are_refused_one_line_each()
    {
        _environment["GUILDHALL_TREE_AGE"] = "old";

        Assert.Equal(1, await RunAsync("migrate", "--data", _folder, "--database", "oracle"));
        Assert.Equal(2, _error.ToString().Trim().Split('\n').Length);
        Assert.Contains("--database: the value is not sqlite or postgres.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_made_and_restored()
    {
        var file = Path.Combine(_folder, "backup.zip");
        await RunAsync("migrate", "--data", _folder);

        Assert.Equal(0, await RunAsync("backup", file, "--data", _folder, "--json"));
        Assert.Equal("guildhall-backup/1", JsonDocument.Parse(_out.ToString()).RootElement.GetProperty("format").GetString());
        Assert.Equal(1, await RunAsync("backup", file, "--data", _folder));
        Assert.Equal(0, await RunAsync("restore", file, "--data", _folder));
    }

    [Fact]
    public async Task The_simulated_AWS_runs_until_it_is_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var running = CommandLine.RunAsync(
            ["simulate-aws", "--urls", "http://127.0.0.1:0", "--data", _folder], new Streams(TextReader.Null, _out, _error), _environment, stop.Token);
        while (!File.Exists(Path.Combine(_folder, "simulated-aws.json")) && !running.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task A_defect_is_3()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "guildhall.db"), "this is no database, but long enough to be one", TestContext.Current.CancellationToken);

        Assert.Equal(3, await RunAsync("migrate", "--data", _folder));
        Assert.StartsWith("This is a defect of Guildhall", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(arguments, new Streams(TextReader.Null, _out, _error), _environment, TestContext.Current.CancellationToken);
}
