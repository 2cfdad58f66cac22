using System.Text.RegularExpressions;
using Guildhall.Tests.House;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Demo;

namespace Guildhall.Tests.Clients;

/// <summary>What a reader of the README and of the tutorials types, every line of it, against a real demo.</summary>
[Trait("Ring", "Clients")]
public sealed partial class TourTests(DemoProcess demo) : IClassFixture<DemoProcess>
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
        var ended = await TypedAsync("README.md", Environment);

        var reasons = Reason().Matches(ended.Output).Select(match => match.Groups[1].Value);
        Assert.Equal(["PRODUCT_NOT_APPROVED", "PRODUCT_ALLOWED", "PRODUCT_NOT_APPROVED", "PRODUCT_ALLOWED"], reasons);
        Assert.Equal(2, Succeeded().Count(ended.Output));
        Assert.StartsWith("ALLOW: PRODUCT_ALLOWED", ended.ErrorText, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Vendor19_1_M30_M31_M33_to_M38_Every_line_of_the_linking_tutorial_works()
    {
        var ended = await TypedAsync("docs/guide/link-tutorial.md", await LoadedAsync());

        Assert.Contains("The pattern must contain %s exactly once.", ended.ErrorText, StringComparison.Ordinal);
        Assert.Contains("\"passed\":true", ended.Output, StringComparison.Ordinal);
        Assert.Contains("\"Acme\" is no longer the default.", ended.ErrorText, StringComparison.Ordinal);
        Assert.Matches(FirstAccount(), ended.Output);
        Assert.Equal(2, Ordered().Matches(ended.Output).Select(match => match.Value).GroupBy(id => id).Single().Count());
    }

    [Fact(Timeout = 300_000)]
    public async Task M40_M41_M42_Every_line_of_the_buying_tutorial_works()
    {
        var ended = await TypedAsync("docs/guide/buy-tutorial.md", await LoadedAsync());

        Assert.Contains("refused, as it should be", ended.Output, StringComparison.Ordinal);
        Assert.Matches(Refusal(), ended.ErrorText);
        Assert.Contains("PROVISIONED", ended.Output, StringComparison.Ordinal);
        Assert.Matches(Cancelled(), ended.Output);
    }

    /// <summary>The same with the AWS CLI that is loaded once; the tour of the README starts that of the PATH.</summary>
    private static async Task<Dictionary<string, string?>> LoadedAsync() => new(Environment) { ["PATH"] = await LoadedAwsCli.PathAsync() };

    /// <summary>Types every line of a document, in one shell that ends at the first that fails.</summary>
    private async Task<Ended> TypedAsync(string document, Dictionary<string, string?> environment)
    {
        AwsCli.Need();
        ChildProcess.Need("bash", "curl", "jq");
        var guildhall = Path.Combine(demo.Folder, "guildhall");
        if (!File.Exists(guildhall)) File.CreateSymbolicLink(guildhall, GuildhallExecutable.Path);
        var script = string.Join("\n", ["set -eo pipefail", .. Markdown.Read(document).ShellBlocks()]);
        await using var bash = ChildProcess.Start("bash", ["-c", script], demo.Folder, environment);
        var ended = await bash.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.Output + ended.ErrorText);
        return ended;
    }

    [GeneratedRegex(@"^\d{12}\tfresh\+\S{10}@example\.com\tACTIVE$", RegexOptions.Multiline)]
    private static partial Regex FirstAccount();

    [GeneratedRegex(@"order-[0-9a-f]{32}")]
    private static partial Regex Ordered();

    [GeneratedRegex("""
        "reason": ?"(\w+)"
        """)]
    private static partial Regex Reason();

    [GeneratedRegex("""AccessDeniedException.*Product prod-\S+ is not approved in the private marketplace ".+" that governs account [0-9]{12} .*create a product request""")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^agmt-[a-z2-7]{13}\tCANCELLED$", RegexOptions.Multiline)]
    private static partial Regex Cancelled();

    [GeneratedRegex("^SUCCEEDED$", RegexOptions.Multiline)]
    private static partial Regex Succeeded();
}
