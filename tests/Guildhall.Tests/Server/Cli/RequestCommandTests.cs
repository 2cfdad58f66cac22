using System.Text.Json;
using Guildhall.Server.Cli;

namespace Guildhall.Tests.Server.Cli;

/// <summary><c>guildhall request …</c> beside a running server.</summary>
public sealed class RequestCommandTests : IAsyncLifetime
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private RunningHall _hall = null!;
    private string _experience = null!;
    private string _one = null!;
    private string _other = null!;

    public async ValueTask InitializeAsync()
    {
        _hall = await RunningHall.StartAsync();
        await ImportAsync();
        var administrator = await _hall.AdministratorAsync();
        _experience = await administrator.ExperienceAsync("Acme", [_hall.World.OrganizationId], []);
    }

    public async ValueTask DisposeAsync()
    {
        await _hall.DisposeAsync();
        await _out.DisposeAsync();
        await _error.DisposeAsync();
    }

    [Fact]
    public async Task M22_M23_Requests_are_made_answered_blocked_and_unblocked_by_commands()
    {
        var (member, management) = (_hall.World.Developer, _hall.World.Management);
        var asked = Entity(await DoneAsync("create", "--account", member, "--reason", "Needed", _one));
        Assert.Equal("pending", (await DoneAsync("show", "--account", member, asked)).GetProperty("status").GetString());
        Assert.Contains("ENTITY_ALREADY_EXISTS", await RefusedAsync("create", "--account", member, "--reason", "Again", _one), StringComparison.Ordinal);
        Assert.NotEmpty(await RefusedAsync("approve", "--account", member, asked));
        await DoneAsync("approve", "--account", management, "--note", "Fine", asked);
        Assert.Equal("Fine", (await DoneAsync("show", "--account", member, asked)).GetProperty("note").GetString());

        var blocked = Entity(await DoneAsync("create", "--account", member, "--reason", "Needed", _other));
        await DoneAsync("block", "--account", management, "--reason", "No", blocked);
        Assert.Contains("PRODUCT_REQUEST_BLOCKED", await RefusedAsync("create", "--account", member, "--reason", "Still", _other), StringComparison.Ordinal);
        await DoneAsync("unblock", "--account", management, "--experience", _experience, _other);
        var third = Entity(await DoneAsync("create", "--account", member, "--reason", "Now", _other));
        await DoneAsync("cancel", "--account", member, third);
        var pending = await DoneAsync("list", "--account", management, "--state", "cancelled");

        Assert.Equal(third, Assert.Single(pending.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, (await DoneAsync("list", "--account", _hall.World.Ledger)).GetArrayLength());
    }

    private static string Entity(JsonElement done) => done.GetProperty("entityIds")[0].GetString()!;

    private async Task<JsonElement> DoneAsync(params string[] arguments)
    {
        Assert.True(await RunAsync(arguments) == 0, _error.ToString());
        return JsonElement.Parse(_out.ToString());
    }

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        Assert.Equal(1, await RunAsync(arguments));
        return _error.ToString();
    }

    /// <summary>Commands read the catalogue from the database, where the hall's own never was.</summary>
    private async Task ImportAsync()
    {
        var file = Path.Combine(_hall.Folder, "catalogue.jsonl");
        Assert.Equal(0, await CommandAsync("catalog", "generate", "--products", "6", "--seed", "5"));
        await File.WriteAllTextAsync(file, _out.ToString(), TestContext.Current.CancellationToken);
        var products = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).Where(p => p.GetProperty("kind").GetString() == "product").ToList();
        (_one, _other) = (products[0].GetProperty("id").GetString()!, products[1].GetProperty("id").GetString()!);
        Assert.Equal(0, await CommandAsync("catalog", "import", file));
        await _hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
    }

    private Task<int> RunAsync(string[] arguments) => CommandAsync(["request", .. arguments, "--json"]);

    private Task<int> CommandAsync(params string[] arguments)
    {
        _out.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["GUILDHALL_MASTER_KEY"] = _hall.Guildhall.Options.MasterKey.ToBase64(), ["GUILDHALL_AWS_ENDPOINT"] = _hall.AwsUrl };
        return CommandLine.RunAsync([.. arguments, "--data", _hall.Folder], new Streams(TextReader.Null, _out, _error), environment, TestContext.Current.CancellationToken);
    }
}
