using System.Diagnostics;
using System.Text.Json;
using Guildhall.Tests.House;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>Requests signed by botocore, the signer of the AWS CLI.</summary>
public sealed class BotocoreTests
{
    private const int Requests = 300;
    private const int Seed = 42;

    [Fact]
    public async Task S02_What_botocore_signs_is_accepted_by_header_and_by_query()
    {
        var verifier = new SignatureVerifier(
            new KeyTable([new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", true, null, null, "tester")]), TimeProvider.System, new());

        var lines = await SignAsync();

        Assert.Equal(Requests, lines.Length);
        foreach (var line in lines)
        {
            var one = JsonElement.Parse(line);
            var headers = new HeaderDictionary();
            foreach (var header in one.GetProperty("headers").EnumerateArray())
                headers.Append(header[0].GetString()!, header[1].GetString());
            var request = new SignableRequest(one.GetProperty("method").GetString()!, one.GetProperty("target").GetString()!, headers);
            var verdict = verifier.Verify(request, one.GetProperty("body").GetBytesFromBase64(), "aws-marketplace");
            Assert.True(verdict is Verification.Verified, verdict + " for " + line);
        }
    }

    private static async Task<string[]> SignAsync()
    {
        var start = new ProcessStartInfo("python3", [Checkout.At("tests/Guildhall.Tests/Wire/Signing/sign_with_botocore.py"), $"{Requests}", $"{Seed}"])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            using var python = Process.Start(start)!;
            var output = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(python.ExitCode == 3, "python3 has no botocore.");
            Assert.Equal(0, python.ExitCode);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
            return [];
        }
    }
}
