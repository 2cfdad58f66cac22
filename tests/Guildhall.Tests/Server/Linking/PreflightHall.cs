using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Linking;

/// <summary>A form that is checked.</summary>
public sealed record Checked(string Account, SigningCredentials Key)
{
    public string Region { get; init; } = "us-east-1";

    public string Mode { get; init; } = "fresh";

    public bool Deep { get; init; }

    public string Pattern { get; init; } = "checked+%s@acme.example";
}

/// <summary>A hall where a marketplace manager has accounts checked: by the own API, on the page and on the command line.</summary>
public sealed class PreflightHall() : HallFixture(null)
{
    private const string Form = "/admin/settings/vendors/aws/organizations/new";

    private Browsing _maya = null!;

    /// <summary>Guildhall's clock, which can be ahead of AWS's.</summary>
    internal AheadClock Clock { get; } = new();

    /// <summary>The only DNS server that is asked.</summary>
    internal DnsHost Dns { get; } = new();

    public HallCaller Manager { get; private set; } = null!;

    protected override Task<RunningHall> StartAsync(Postgres.PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = Clock, DnsServer = Dns.Address });

    protected override async Task PrepareAsync()
    {
        Manager = await Hall.CallerAsync(World.Management, "link-manager", "GuildhallManager");
        _maya = await Hall.SignedInAsync("maya@example.com", Role.MarketplaceManager, "");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Dns.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The API's answer to a form of texts.</summary>
    public Task<HallAnswer> PostAsync(object form) => Manager.PostAsync("/api/v1/vendors/aws/organizations/preflight", form);

    /// <summary>The page that answers a form of texts.</summary>
    public async Task<string> PageAsync(params IEnumerable<(string, string)> form) => WebUtility.HtmlDecode((await _maya.PostAsync(Form, Form, [("act", "check"), .. form])).Html);

    /// <summary>The same for an account, with further fields.</summary>
    public Task<string> PageAsync(Checked form, params IEnumerable<(string, string)> more) => PageAsync(
    [
        ("accountId", form.Account), ("region", form.Region), ("accessKeyId", form.Key.AccessKeyId), ("secretAccessKey", form.Key.SecretAccessKey), ("emailPattern", form.Pattern), ("mode", form.Mode),
        .. form.Deep ? [("deep", "on")] : Array.Empty<(string, string)>(), .. more,
    ]);

    /// <summary>What the command line tells people, and what it prints for programs.</summary>
    internal async Task<Cli.Terminal> CommandAsync(string account, string region, string key, string secret, string pattern, params string[] more)
    {
        var terminal = Hall.Terminal();
        terminal.Environment["GUILDHALL_AWS_SECRET"] = secret;
        terminal.Environment["GUILDHALL_DNS_SERVER"] = Dns.Address.ToString();
        await terminal.RunAsync(["organization", "check", "--account", account, "--region", region, "--key", key, "--email-pattern", pattern, .. more]);
        return terminal;
    }

    /// <summary>Checks a form in all three ways; each tells each message, of its check and with its result.</summary>
    public async Task ExpectAsync(Checked form, params (string Id, string Result, string Message)[] expected)
    {
        var answered = await PostAsync(new { accountId = form.Account, region = form.Region, accessKeyId = form.Key.AccessKeyId, secretAccessKey = form.Key.SecretAccessKey, emailPattern = form.Pattern, mode = form.Mode, deepCheck = form.Deep });
        Assert.True(answered.Status == HttpStatusCode.OK, answered.Body);
        var page = await PageAsync(form);
        string[] more = form.Deep ? ["--mode", form.Mode, "--deep"] : ["--mode", form.Mode];
        var printed = (await CommandAsync(form.Account, form.Region, form.Key.AccessKeyId, form.Key.SecretAccessKey, form.Pattern, more)).Json;
        var checks = answered.Json["checks"]!.AsArray().ToDictionary(c => (string)c!["id"]!, c => c!);
        foreach (var (id, result, message) in expected)
        {
            var told = (string)checks[id]["message"]!;
            Assert.Equal((id, result), (id, (string?)checks[id]["result"]));
            Assert.True(Regex.IsMatch(told, $"\\A{message}"), $"{id}: {told}");
            Assert.Matches(message, page);
            Assert.Contains(printed.GetProperty("checks").EnumerateArray(), c => c.GetProperty("id").GetString() == id && Regex.IsMatch(c.GetProperty("message").GetString()!, $"\\A{message}"));
            if (result is "fail" or "warn") Assert.NotEmpty((string)checks[id]["repair"]!);
        }
    }

    /// <summary>Something goes wrong with every call of an operation until it is cleared.</summary>
    public async Task FaultAsync(string operation, string kind, string? code = null)
    {
        using var http = new HttpClient();
        var fault = code is null ? (object)new { operation, kind } : new { operation, kind, code };
        (await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/faults", fault, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    public async Task ClearAsync()
    {
        using var http = new HttpClient();
        (await http.DeleteAsync($"{Hall.AwsUrl}/_simulation/faults", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>An account that manages an organization of its own, with the key of its root user.</summary>
    public async Task<(Checked Form, string Organization, string Root)> OrganizationAsync(string name, int quota)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/accounts", new { name, email = $"{name.ToLowerInvariant()}@own.example", organization = true, quota }, TestContext.Current.CancellationToken);
        var made = (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        var key = new SigningCredentials((string)made["accessKeyId"]!, (string)made["secretAccessKey"]!);
        return (new Checked((string)made["accountId"]!, key), (string)made["organizationId"]!, (string)made["rootId"]!);
    }
}

/// <summary>The time, and some more when told so.</summary>
internal sealed class AheadClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
