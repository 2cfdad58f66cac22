using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>The older suite as botocore carries it: 34 cases by header.</summary>
public sealed class OlderVectorTests
{
    private const string Suite = "sigv4/botocore-aws4";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static readonly DateTimeOffset _date = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    public static TheoryData<string> Cases => new(TestData.FindOrNull(Suite) is { } folder
        ? Directory.GetFiles(folder, "*.req", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)[..^4]).Order()
        : ["none"]);

    [Theory, MemberData(nameof(Cases))]
    public void S02_A_signature_is_accepted(string name)
    {
        var signed = HttpText.Read(Path.Combine(TestData.Find(Suite), name + ".sreq"));
        // One .sreq of the suite carries a wrong signature; its .authz is right, as are all others.
        signed.Headers.Authorization = File.ReadAllText(Path.Combine(TestData.Find(Suite), name + ".authz")).Trim();
        var token = signed.Headers["X-Amz-Security-Token"] is [{ } one] ? one : null;
        var verifier = new SignatureVerifier(
            new KeyTable([new("AKIDEXAMPLE", Secret, true, token, null, "tester")]), new FixedClock(_date), new());

        Assert.IsType<Verification.Verified>(verifier.Verify(signed.Request, signed.Body, "service"));
    }

    [Theory, MemberData(nameof(Cases))]
    public void S01_The_signer_makes_the_signature(string name)
    {
        var request = HttpText.Read(Path.Combine(TestData.Find(Suite), name + ".req"));
        var expected = File.ReadAllText(Path.Combine(TestData.Find(Suite), name + ".authz")).Trim();
        // The requests show the token or not regardless of whether it was signed.
        if (expected.Contains("x-amz-security-token", StringComparison.Ordinal))
            request.Headers["X-Amz-Security-Token"] = HttpText.Read(Path.Combine(TestData.Find(Suite), name + ".sreq")).Headers["X-Amz-Security-Token"];
        else
            request.Headers.Remove("X-Amz-Security-Token");

        Assert.Equal(expected, RequestSigner.Authorize(
            request.Request, request.Body, new("AKIDEXAMPLE", Secret), "us-east-1", "service", _date));
    }
}
