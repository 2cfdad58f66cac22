using System.Text.Json;

namespace Guildhall.Tests.Server.Cli;

/// <summary>contract.md 2: <c>catalog generate</c> and <c>catalog import</c>.</summary>
public sealed class CatalogCommandTests : CommandTests
{
    private string File => Path.Combine(Folder, "catalogue.jsonl");

    [Fact]
    public async Task What_generate_writes_import_takes_and_takes_again_without_a_change()
    {
        Assert.Equal(0, await Terminal.RunAsync("catalog", "generate", "--products", "30", "--seed", "5"));
        await System.IO.File.WriteAllTextAsync(File, Terminal.Out, TestContext.Current.CancellationToken);
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
        Assert.Contains("line 3 (seller-b) displayName", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await ImportAsync(0, "--keep-going")).GetProperty("added").GetInt32());
    }

    [Fact]
    public async Task A_file_named_csv_is_imported_by_the_same_rules()
    {
        var csv = Path.ChangeExtension(File, ".csv");
        await System.IO.File.WriteAllLinesAsync(
            csv, ["id,type,title,seller_id,seller_name", "prod-one,SaaSProduct,Beacon,seller-a,Aldermoor", "prod-two,SaaSProduct,,seller-a,Aldermoor"], TestContext.Current.CancellationToken);
        Assert.Equal(1, await Terminal.RunAsync("catalog", "import", csv, "--json"));
        Assert.Contains("line 3 (prod-two) title", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(0, await Terminal.RunAsync("catalog", "import", csv, "--keep-going", "--json"));
        Assert.Equal((2, 1), (Terminal.Json.GetProperty("added").GetInt32(), Terminal.Json.GetProperty("refused").GetInt32()));
        Assert.Equal(0, await Terminal.RunAsync("search", "beacon", "--json"));
        Assert.Equal("prod-one", Terminal.Json.GetProperty("items")[0].GetProperty("productId").GetString());
    }

    [Fact]
    public async Task What_was_imported_is_found_by_the_command_line()
    {
        await System.IO.File.WriteAllLinesAsync(
            File,
            ["""{"kind":"seller","id":"seller-a","displayName":"Aldermoor"}""", """{"kind":"product","id":"prod-one","type":"SaaSProduct","title":"Beacon","seller":"seller-a"}"""],
            TestContext.Current.CancellationToken);
        await ImportAsync(0);

        Assert.Equal(0, await Terminal.RunAsync("search", "alder", "--json"));
        Assert.Equal("prod-one", Terminal.Json.GetProperty("items")[0].GetProperty("productId").GetString());
        Assert.Equal(0, await Terminal.RunAsync("search", "alder"));
        Assert.Contains("Beacon (Aldermoor)", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(1, await Terminal.RunAsync("search", "alder", "--account", "123456789012"));
        Assert.Equal(1, await Terminal.RunAsync("search", "alder", "--approved"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        Assert.Equal(1, await Terminal.RunAsync("catalog", "import", File));
        Assert.Contains("There is no file", Terminal.Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> ImportAsync(int exitCode, params string[] more)
    {
        Assert.Equal(exitCode, await Terminal.RunAsync(["catalog", "import", File, "--json", .. more]));
        return Terminal.Json;
    }
}
