using Guildhall.App.Upkeep;

namespace Guildhall.Tests.Server.Cli;

public sealed class CommandLineTests : CommandTests
{
    [Fact]
    public async Task The_version_is_told()
    {
        Assert.Equal(0, await Terminal.RunAsync("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+", Terminal.Out);
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("migrate", "--no-such-option")]
    [InlineData("migrate", "surplus")]
    [InlineData]
    public async Task Wrong_usage_is_2_and_says_where_help_is(params string[] arguments)
    {
        Assert.Equal(2, await Terminal.RunAsync(arguments));
        Assert.Contains("--help", Terminal.Error, StringComparison.Ordinal);
        Assert.Empty(Terminal.Out);
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_tells_people_on_standard_error()
    {
        Terminal.Environment.Remove("GUILDHALL_DATA");

        Assert.Equal(0, await Terminal.RunAsync("migrate", "--data", Folder));
        Assert.Matches("^The database is up to date: [1-9]", Terminal.Error);
        Assert.Empty(Terminal.Out);
        Assert.True(File.Exists(Path.Combine(Folder, "guildhall.db")));
    }

    [Fact]
    public async Task Json_is_one_document_on_standard_output_and_nothing_else()
    {
        Assert.Equal(0, await Terminal.RunAsync("--json", "migrate"));
        Assert.NotEqual(0, Terminal.Json.GetProperty("applied").GetArrayLength());
        Assert.Empty(Terminal.Error);

        Assert.Equal(0, await Terminal.RunAsync("migrate", "--json"));
        Assert.Equal("""{"applied":[]}""", Terminal.Out.Trim());
    }

    [Fact]
    public async Task S69_Migrate_is_refused_while_another_process_holds_the_data_folder()
    {
        using var held = DataFolder.At(Folder).Lock("serve").Value;

        Assert.Equal(1, await Terminal.RunAsync("migrate"));
        Assert.Contains("in use by guildhall serve", Terminal.Error, StringComparison.Ordinal);
        Assert.Empty(Terminal.Out);
    }

    [Fact]
    public async Task F75_Wrong_settings_are_refused_one_line_each()
    {
        Terminal.Environment["GUILDHALL_TREE_AGE"] = "old";

        Assert.Equal(1, await Terminal.RunAsync("migrate", "--database", "oracle"));
        Assert.Equal(2, Terminal.Error.Trim().Split('\n').Length);
        Assert.Contains("--database: the value is not sqlite or postgres.", Terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_made_and_restored()
    {
        var file = Path.Combine(Folder, "backup.zip");
        await Terminal.RunAsync("migrate");

        Assert.Equal(0, await Terminal.RunAsync("backup", file, "--json"));
        Assert.Equal("guildhall-backup/1", Terminal.Json.GetProperty("format").GetString());
        Assert.Equal(1, await Terminal.RunAsync("backup", file));
        Assert.Equal(0, await Terminal.RunAsync("restore", file));
    }

    [Fact]
    public async Task The_simulated_AWS_runs_until_it_is_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var running = Terminal.RunAsync(stop.Token, "simulate-aws", "--urls", "http://127.0.0.1:0");
        while (!File.Exists(Path.Combine(Folder, "simulated-aws.json")) && !running.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task A_defect_is_3()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "guildhall.db"), "this is no database, but long enough to be one", TestContext.Current.CancellationToken);

        Assert.Equal(3, await Terminal.RunAsync("migrate"));
        Assert.StartsWith("This is a defect of Guildhall", Terminal.Error, StringComparison.Ordinal);
    }
}
