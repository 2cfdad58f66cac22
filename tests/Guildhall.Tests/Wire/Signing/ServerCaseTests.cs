using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

public sealed class ServerCaseTests
{
    public static TheoryData<string> Ids => ServerCases.Ids;

    [Theory, MemberData(nameof(Ids))]
    public void S01_A_whole_request_gets_the_verdict_of_the_case(string id)
    {
        var one = ServerCases.Get(id);
        var verifier = new SignatureVerifier(
            ServerCases.Keys, new FixedClock(one.Now), new() { Regions = new HashSet<string> { "us-east-1" } });

        var verdict = verifier.Verify(one.Request, one.Body, one.Service) switch
        {
            Verification.Verified => "accept",
            Verification.Refused refused => refused.Failure.ToString(),
            _ => "?",
        };

        Assert.Equal(one.Expected, verdict);
    }
}
