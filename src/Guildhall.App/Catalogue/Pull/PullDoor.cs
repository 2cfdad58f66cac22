using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Outbound;
using Guildhall.Domain;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>A way to a Discovery API, at a pace of its own.</summary>
internal sealed class PullDoor : IDisposable
{
    /// <summary>A call may be throttled for long. Who twice answers what is no answer does so the third time.</summary>
    private static readonly RetryRule Patient = RetryRule.Standard with { Unreadable = 2 };

    private readonly GuardedHandler _wayOut;
    private readonly CallPacing _pacing;

    /// <param name="access">With the target: an address that the operator gave may be private, and on loopback plain http (S-50, decisions.md 27).</param>
    /// <param name="rate">Calls a second of each operation; null for what suits the target.</param>
    /// <param name="own">The ports of this process, which is nobody else.</param>
    public PullDoor(AwsAccess access, double? rate, OwnPorts own, TimeProvider clock, IdSource randomness)
    {
        _wayOut = new GuardedHandler(OutboundSettings.For(access.Target.Endpoint) with { IsOwnPort = own.Contains });
        _pacing = new CallPacing(RatesOf(access.Target, rate), clock, PullWalk.AtOnce);
        Connection = new AwsConnection(access with { Retry = Patient }, _pacing, _wayOut, clock, randomness);
    }

    public AwsConnection Connection { get; }

    /// <summary>Scheme and host.</summary>
    public string Address => Connection.Target.AddressOf(AwsService.Discovery, AwsRegions.Home).GetLeftPart(UriPartial.Authority);

    public void Dispose()
    {
        _pacing.Dispose();
        _wayOut.Dispose();
    }

    private static CallRates RatesOf(AwsTarget target, double? rate) =>
        rate is { } perSecond ? CallRates.Every(new CallRate(perSecond, 1))
        : target.Endpoint is { IsLoopback: true } ? CallRates.Unlimited
        : CallRates.Discovery;
}
