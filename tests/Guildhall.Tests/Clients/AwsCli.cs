using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Guildhall.Tests.Clients;

/// <summary>The unmodified AWS CLI: the first <c>aws</c> on the PATH, if its botocore is 1.43 or newer (decisions.md 37).</summary>
internal sealed partial class AwsCli
{
    private static readonly Version Oldest = new(1, 43);
    private static readonly Lazy<string?> Reason = new(FindReason);

    private Dictionary<string, string?> _environment;

    /// <summary>A command line for one endpoint and one key; skips the test where there is no such CLI.</summary>
    public AwsCli(Uri endpoint, string accessKeyId, string secretAccessKey, string? sessionToken = null)
    {
        Need();
        var nowhere = Path.Combine(Path.GetTempPath(), "guildhall-no-such-file");
        _environment = new()
        {
            ["AWS_ENDPOINT_URL"] = endpoint.ToString().TrimEnd('/'),
            ["AWS_ACCESS_KEY_ID"] = accessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = secretAccessKey,
            ["AWS_SESSION_TOKEN"] = sessionToken,
            ["AWS_PROFILE"] = null,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_CONFIG_FILE"] = nowhere,
            ["AWS_SHARED_CREDENTIALS_FILE"] = nowhere,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["AWS_DEFAULT_OUTPUT"] = "json",
            ["AWS_PAGER"] = "",
        };
    }

    /// <summary>Skips the test where there is no such CLI.</summary>
    public static void Need()
    {
        if (Reason.Value is { } reason) Assert.Skip(reason);
    }

    /// <summary>The same command line with another variable, or without one.</summary>
    public AwsCli With(string name, string? value)
    {
        var other = (AwsCli)MemberwiseClone();
        other._environment = new(_environment) { [name] = value };
        return other;
    }

    /// <summary>Runs <c>aws</c> with the words and further arguments; what it printed, whether it was content or not.</summary>
    public async Task<CliOutcome> RunAsync(string words, params string[] arguments)
    {
        var start = Start(await LoadedAwsCli.ProgramAsync(), [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. arguments]);
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliOutcome(process.ExitCode, await output, (await error).Trim());
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    private static string? FindReason()
    {
        try
        {
            using var process = Process.Start(Start("aws", ["--version"]))!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return BotocoreVersion().Match(text) is { Success: true } found && Version.Parse(found.Groups[1].Value) >= Oldest
                ? null
                : $"The AWS CLI on the PATH is older than botocore {Oldest}: {text.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no AWS CLI on the PATH.";
        }
    }

    [GeneratedRegex(@"botocore/(\d+\.\d+)")]
    private static partial Regex BotocoreVersion();
}
