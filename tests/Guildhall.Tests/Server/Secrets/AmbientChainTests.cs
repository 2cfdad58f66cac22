using System.Diagnostics;
using Guildhall.Tests.Server.Cli;

namespace Guildhall.Tests.Server.Secrets;

/// <summary>This server's own credentials, in a process of its own: the SDK looks for them in the environment and in the user's folder. docs/adr/0019.</summary>
[Trait("Ring", "Crash")]
public sealed class AmbientChainTests : CommandTests
{
    public static TheoryData<string, string> Silent => new()
    {
        { "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9/credentials" },
        { "AWS_PROFILE", "failing" },
        { "AWS_PROFILE", "missing" },
    };

    [Theory]
    [MemberData(nameof(Silent))]
    public async Task Whatever_the_chain_finds_and_cannot_use_is_told_in_one_sentence_with_what_helps(string variable, string value)
    {
        var file = Path.Combine(Folder, "credentials");
        await File.WriteAllTextAsync(file, "[failing]\ncredential_process = /bin/false\n", TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(GuildhallExecutable.Path, ["organization", "list", "--data", Path.Combine(Folder, "data")])
        {
            RedirectStandardError = true,
            Environment =
            {
                ["GUILDHALL_MASTER_KEY_KMS"] = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                ["AWS_SHARED_CREDENTIALS_FILE"] = file,
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                [variable] = value,
            },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 1, said);
        Assert.Contains("This server has no AWS credentials of its own. Give this server an instance profile", said, StringComparison.Ordinal);
    }
}
