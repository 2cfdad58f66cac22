using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>Our signer beside that of AWS's SDK for .NET. docs/adr/0007.</summary>
public sealed class SdkSignerTests
{
    private const string Letters = "abcXYZ019-_.~ !*'()+,;:@&=$/?%é€\t";
    private static readonly SigningCredentials Key = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    [Theory, InlineData(400, 7)]
    public void S02_Both_signers_give_the_same_signature_and_the_verifier_takes_it(int requests, int seed)
    {
        var random = new Random(seed);
        var verifier = new SignatureVerifier(new KeyTable([new(Key.AccessKeyId, Key.SecretAccessKey, true, null, null, "tester")]), TimeProvider.System, new());
        for (var n = 0; n < requests; n++)
        {
            var asked = Next(random);
            var theirs = SdkSigner.Sign(asked, Key, "eu-west-3", "organizations");

            var unsigned = new HeaderDictionary(theirs.Request.Headers.Where(h => h.Key != "Authorization").ToDictionary(StringComparer.OrdinalIgnoreCase));
            var ours = RequestSigner.Authorize(theirs.Request with { Headers = unsigned }, asked.Body, Key, "eu-west-3", "organizations", theirs.Date);
            Assert.True(theirs.Authorization == ours, $"{n}: {theirs.Request.Target}\n{theirs.Authorization}\n{ours}");
            theirs.Request.Headers.Authorization = theirs.Authorization;
            Assert.IsType<Verification.Verified>(verifier.Verify(theirs.Request, asked.Body, "organizations"));
        }
    }

    private static SdkSigner.Asked Next(Random random)
    {
        // No segment is a dot or two: the SDK signs them as they stand, AWS's documentation and its test vectors resolve them.
        var path = Enumerable.Range(0, random.Next(4)).Select(_ => "s" + Text(random, Letters));
        var query = Enumerable.Range(0, random.Next(4)).Select(n => KeyValuePair.Create($"{Text(random, "abcXYZ-_.~")}{n}", Text(random, Letters)));
        var headers = Enumerable.Range(0, random.Next(4)).Select(n => KeyValuePair.Create($"X-Amz-{(char)('A' + n)}", Text(random, "abc  019=,;\"")));
        var body = new byte[random.Next(2) * random.Next(200)];
        random.NextBytes(body);
        return new SdkSigner.Asked(random.Next(2) == 0 ? "GET" : "POST", [.. path], [.. query], headers.ToDictionary(), body);
    }

    private static string Text(Random random, string alphabet) => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
