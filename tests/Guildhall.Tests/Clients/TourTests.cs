using System.Text.RegularExpressions;
using Guildhall.Tests.House;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Demo;

namespace Guildhall.Tests.Clients;

/// <summary>The README's tour, every line of it, against a real demo.</summary>
[Trait("Ring", "Clients")]
public sealed partial class TourTests
{
    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["DOTNET_ROOT"] = GuildhallExecutable.DotnetRoot,
        ["AWS_PROFILE"] = null,
        ["AWS_REGION"] = null,
        ["AWS_SESSION_TOKEN"] = null,
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        ["GUILDHALL_DATA"] = null,
    };

    [Fact(Timeout = 300_000)]
    public async Task M28_Every_line_of_the_tour_works_and_the_decisions_follow()
    {
        AwsCli.Need();
        ChildProcess.Need("bash", "curl", "jq");
        await using var demo = new DemoProcess();
        await demo.StartAsync();
        File.CreateSymbolicLink(Path.Combine(demo.Folder, "guildhall"), GuildhallExecutable.Path);
        var script = string.Join("\n", ["set -eo pipefail", .. Markdown.Read("README.md").ShellBlocks()]);

        await using var bash = ChildProcess.Start("bash", ["-c", script], demo.Folder, Environment);
        var ended = await bash.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.Output + ended.ErrorText);
        var reasons = Reason().Matches(ended.Output).Select(match => match.Groups[1].Value);
        Assert.Equal(["PRODUCT_NOT_APPROVED", "PRODUCT_ALLOWED", "PRODUCT_NOT_APPROVED", "PRODUCT_ALLOWED"], reasons);
        Assert.Equal(2, Succeeded().Count(ended.Output));
        Assert.StartsWith("ALLOW: PRODUCT_ALLOWED", ended.ErrorText, StringComparison.Ordinal);
    }

    [GeneratedRegex("""
        "reason": ?"(\w+)"
        """)]
    private static partial Regex Reason();

    [GeneratedRegex("^SUCCEEDED$", RegexOptions.Multiline)]
    private static partial Regex Succeeded();
}
