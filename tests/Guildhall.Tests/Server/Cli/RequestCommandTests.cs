using System.Text.Json;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Cli;

/// <summary><c>guildhall request …</c> beside a running server.</summary>
public abstract class RequestCommandTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private Terminal _terminal = null!;
    private string _experience = null!;
    private string _one = null!;
    private string _other = null!;

    protected override async Task PrepareAsync()
    {
        _terminal = Hall.Terminal();
        await ImportAsync();
        var administrator = await Hall.AdministratorAsync();
        _experience = await administrator.ExperienceAsync("Acme", [World.OrganizationId], []);
    }

    [Fact]
    public async Task M22_M23_Requests_are_made_answered_blocked_and_unblocked_by_commands()
    {
        var (member, management) = (World.Developer, World.Management);
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
        Assert.Equal(0, (await DoneAsync("list", "--account", World.Ledger)).GetArrayLength());
    }

    private static string Entity(JsonElement done) => done.GetProperty("entityIds")[0].GetString()!;

    private Task<JsonElement> DoneAsync(params string[] arguments) => _terminal.AnswerAsync(["request", .. arguments, "--json"]);

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        Assert.Equal(1, await _terminal.RunAsync(["request", .. arguments, "--json"]));
        return _terminal.Error;
    }

    /// <summary>Commands read the catalogue from the database, where the hall's own never was.</summary>
    private async Task ImportAsync()
    {
        var file = Path.Combine(Hall.Folder, "catalogue.jsonl");
        Assert.Equal(0, await _terminal.RunAsync("catalog", "generate", "--products", "6", "--seed", "5"));
        await File.WriteAllTextAsync(file, _terminal.Out, TestContext.Current.CancellationToken);
        var products = _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).Where(p => p.GetProperty("kind").GetString() == "product").ToList();
        (_one, _other) = (products[0].GetProperty("id").GetString()!, products[1].GetProperty("id").GetString()!);
        Assert.True(await _terminal.RunAsync("catalog", "import", file) == 0, _terminal.Error);
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class RequestCommandOnSqliteTests() : RequestCommandTests(null);

[Trait("Ring", "Postgres")]
public sealed class RequestCommandOnPostgresTests(PostgresServer server) : RequestCommandTests(new PostgresDatabase(server));
