using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>What the signer makes, the verifier accepts; changed anywhere by one character, it refuses.</summary>
public sealed class SignaturePropertyTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigningCredentials _credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private readonly SignatureVerifier verifier = new(
        new KeyTable([new(_credentials.AccessKeyId, _credentials.SecretAccessKey, true, null, null, "tester")]), new FixedClock(_now), new());

    // Both ways together make the 100,000 of G-02.
    private static int Requests => LongRun.Asked ? 50_000 : 3_000;

    [Fact]
    public void G02_S01_Random_requests_signed_in_the_header_verify_and_one_changed_character_is_refused()
    {
        var random = new RandomRequests(seed: 7);
        for (var i = 0; i < Requests; i++)
        {
            var (request, body) = random.Next();
            request.Headers.Authorization = RequestSigner.Authorize(request, body, _credentials, "eu-west-1", "aws-marketplace", _now);
            Assert.IsType<Verification.Verified>(Verify(request, body));

            var (otherRequest, otherBody) = Change(random, request, body);
            Assert.IsType<Verification.Refused>(Verify(otherRequest, otherBody));
        }
    }

    [Fact]
    public void G02_S01_Random_presigned_requests_verify_and_one_changed_character_is_refused()
    {
        var random = new RandomRequests(seed: 8);
        for (var i = 0; i < Requests; i++)
        {
            var (request, body) = random.Next();
            request.Headers.Remove("X-Amz-Date");
            request = request with
            {
                Target = RequestSigner.Presign(request, body, _credentials, "eu-west-1", "aws-marketplace", _now, TimeSpan.FromMinutes(1)),
            };
            Assert.IsType<Verification.Verified>(Verify(request, body));

            var (otherRequest, otherBody) = Change(random, request, body);
            Assert.IsType<Verification.Refused>(Verify(otherRequest, otherBody));
        }
    }

    private Verification Verify(SignableRequest request, byte[] body) => verifier.Verify(request, body, "aws-marketplace");

    private static (SignableRequest Request, byte[] Body) Change(RandomRequests random, SignableRequest request, byte[] body)
    {
        switch (random.Below(body.Length > 0 ? 4 : 3))
        {
            case 0:
                // A segment before '..' does not count, so a change in it is none.
                return (request with { Target = "/" + ChangeOne(random, request.Target[1..].Replace("..", "x", StringComparison.Ordinal) + "/") }, body);
            case 1:
                return (request with { Method = "PUT" }, body);
            case 2:
                var headers = new HeaderDictionary();
                foreach (var (name, values) in request.Headers)
                    headers[name] = values;
                var changed = random.Pick<string>([.. headers.Keys]);
                headers[changed] = ChangeOne(random, headers[changed].ToString() + "x");
                return (request with { Headers = headers }, body);
            default:
                var other = body.ToArray();
                other[random.Below(other.Length)] ^= (byte)(1 << random.Below(8));
                return (request, other);
        }
    }

    private static string ChangeOne(RandomRequests random, string text)
    {
        var at = random.Below(text.Length);
        return text[..at] + (text[at] is 'q' or 'Q' ? 'w' : 'q') + text[(at + 1)..];
    }
}
