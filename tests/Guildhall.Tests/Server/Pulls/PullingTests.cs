using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.Tests.Server.Cli;

namespace Guildhall.Tests.Server.Pulls;

/// <summary><c>guildhall catalog pull</c> from a Discovery API on loopback.</summary>
public abstract class PullingTests : CommandTests
{
    protected const string Secret = "not-to-be-told-to-anybody";

    protected PullingTests() => Terminal.Environment["GUILDHALL_AWS_SECRET"] = Secret;

    protected string Spools => Path.Combine(Folder, "pulls");

    protected static int Count(JsonElement answer, string of) => answer.GetProperty(of).GetInt32();

    private protected static string[] Arguments(SmallMarketplace market) => ["catalog", "pull", "--from", market.Url, "--key", "AKIDEXAMPLE", "--json"];

    private protected async Task<JsonElement> PullAsync(SmallMarketplace market)
    {
        Assert.True(await Terminal.RunAsync(Arguments(market)) == 0, Terminal.Error);
        return Terminal.Json;
    }

    protected Task<SortedDictionary<string, JsonObject>> StoredAsync() => StoredCatalogue.ReadAsync(Database.Sqlite(Path.Combine(Folder, "guildhall.db")));
}
