using System.Text.Json;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>Requests signed by botocore, the signer of the AWS CLI.</summary>
[Trait("Ring", "Clients")]
public sealed class BotocoreTests
{
    [Theory, InlineData(300, 42)]
    public async Task S02_What_botocore_signs_is_accepted_by_header_and_by_query(int requests, int seed)
    {
        var verifier = new SignatureVerifier(
            new KeyTable([new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", true, null, null, "tester")]), TimeProvider.System, new());

        var lines = await Python.RunAsync("Wire/Signing/sign_with_botocore.py", $"{requests}", $"{seed}");

        Assert.Equal(requests, lines.Length);
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
}
