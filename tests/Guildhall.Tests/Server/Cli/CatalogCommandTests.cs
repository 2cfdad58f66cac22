using System.Text.Json;
using Guildhall.Server.Cli;

namespace Guildhall.Tests.Server.Cli;

/// <summary>contract.md 2: <c>catalog generate</c> and <c>catalog import</c>.</summary>
public sealed class CatalogCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private string File => Path.Combine(_folder, "catalogue.jsonl");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task What_generate_writes_import_takes_and_takes_again_without_a_change()
    {
        Assert.Equal(0, await RunAsync("catalog", "generate", "--products", "30", "--seed", "5"));
        await System.IO.File.WriteAllTextAsync(File, _out.ToString(), TestContext.Current.CancellationToken);
        var first = await ImportAsync(0);
        Assert.Equal((true, 0, 0), (first.GetProperty("applied").GetBoolean(), first.GetProperty("refused").GetInt32(), first.GetProperty("changed").GetInt32()));
        Assert.InRange(first.GetProperty("added").GetInt32(), 30 + 106, 300);
        var second = await ImportAsync(0);
        Assert.Equal((0, first.GetProperty("added").GetInt32()), (second.GetProperty("added").GetInt32(), second.GetProperty("unchanged").GetInt32()));
    }

    [Fact]
    public async Task Bad_lines_are_told_by_number_and_nothing_is_imported_unless_asked()
    {
        await System.IO.File.WriteAllLinesAsync(
            File, ["""{"kind":"seller","id":"seller-a","displayName":"A"}""", "{", """{"kind":"seller","id":"seller-b"}"""], TestContext.Current.CancellationToken);
        var refused = await ImportAsync(1);
        Assert.Equal((false, 2), (refused.GetProperty("applied").GetBoolean(), refused.GetProperty("refused").GetInt32()));
        Assert.Equal([2, 3], refused.GetProperty("refusals").EnumerateArray().Select(r => r.GetProperty("line").GetInt32()));
        Assert.Contains("line 3 (seller-b) displayName", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, (await ImportAsync(0, "--keep-going")).GetProperty("added").GetInt32());
    }

    [Fact]
    public async Task What_was_imported_is_found_by_the_command_line()
    {
        await System.IO.File.WriteAllLinesAsync(
            File,
            ["""{"kind":"seller","id":"seller-a","displayName":"Aldermoor"}""", """{"kind":"product","id":"prod-one","type":"SaaSProduct","title":"Beacon","seller":"seller-a"}"""],
            TestContext.Current.CancellationToken);
        await ImportAsync(0);
        _out.GetStringBuilder().Clear();

        Assert.Equal(0, await RunAsync("search", "alder", "--data", _folder, "--json"));
        Assert.Equal("prod-one", JsonElement.Parse(_out.ToString()).GetProperty("items")[0].GetProperty("productId").GetString());
        Assert.Equal(0, await RunAsync("search", "alder", "--data", _folder));
        Assert.Contains("Beacon (Aldermoor)", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("search", "alder", "--account", "123456789012", "--data", _folder));
        Assert.Equal(1, await RunAsync("search", "alder", "--approved", "--data", _folder));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        Assert.Equal(1, await RunAsync("catalog", "import", File, "--data", _folder));
        Assert.Contains("There is no file", _error.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> ImportAsync(int exitCode, params string[] more)
    {
        _out.GetStringBuilder().Clear();
        Assert.Equal(exitCode, await RunAsync(["catalog", "import", File, "--data", _folder, "--json", .. more]));
        return JsonElement.Parse(_out.ToString());
    }

    private Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(
        arguments,
        new Streams(TextReader.Null, _out, _error),
        new Dictionary<string, string> { ["GUILDHALL_MASTER_KEY"] = Convert.ToBase64String(new byte[32]) },
        TestContext.Current.CancellationToken);
}
