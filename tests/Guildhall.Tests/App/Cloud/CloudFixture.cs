using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.App.Cloud;

/// <summary>A connection over a handler, with a stepped clock and seeded randomness.</summary>
internal sealed class CloudFixture(HttpMessageHandler aws, CallRates? rates = null) : IDisposable
{
    public SteppedClock Clock { get; } = new();

    private CallPacing? _pacing;

    public AwsConnection Connection(RetryRule? retry = null, string region = "eu-west-1", string keyId = "AKIAIOSFODNN7EXAMPLE") => new(
        new AwsAccess
        {
            Target = AwsTarget.Aws,
            Region = region,
            Credentials = AwsIdentities.Fixed(new SigningCredentials(keyId, "not-a-secret")),
            Retry = retry ?? RetryRule.Standard,
        },
        _pacing ??= new CallPacing(rates ?? CallRates.Unlimited, Clock),
        aws,
        Clock,
        new SeededIds(1));

    /// <summary>A connection by the session of a role, which the fixed key takes on.</summary>
    public (AwsConnection Connection, RoleSession Session) Role()
    {
        var session = new RoleSession(Connection(), new RoleRequest("arn:aws:iam::111111111111:role/Guildhall", "guildhall", "external", RoleSession.Length), Clock);
        var access = new AwsAccess { Target = AwsTarget.Aws, Region = "eu-west-1", Credentials = session.CredentialsAsync, Renew = session.Drop };
        return (new AwsConnection(access, new CallPacing(CallRates.Unlimited, Clock), aws, Clock, new SeededIds(2)), session);
    }

    public void Dispose() => _pacing?.Dispose();
}
