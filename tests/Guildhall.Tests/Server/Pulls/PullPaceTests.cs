using Guildhall.App.Catalogue.Pull;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Discovery;
using Guildhall.Tests.App.Catalogue.Pull;
using Guildhall.Tests.App.Cloud;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>How long a pull takes at AWS's rates, on a clock that is moved on when everybody waits.</summary>
public sealed class PullPaceTests : IDisposable
{
    private const int Products = 40;

    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_operation_waits_for_the_turns_of_another()
    {
        await using var market = await SmallMarketplace.StartAsync(Products);
        using var there = new Redirected(new Uri(market.Url));
        using var fixture = new CloudFixture(there, CallRates.Discovery);
        there.Clock = fixture.Clock;
        using var spool = await _folder.OpenAsync();
        using var walk = new PullWalk(new DiscoveryClient(fixture.Connection()), spool, new PullTally());
        Assert.Null(await fixture.Clock.DriveAsync(walk.RunAsync(TestContext.Current.CancellationToken)));

        // 40 calls of each of six operations at 5 a second are 8 seconds; one after another they would be 48.
        Assert.InRange(fixture.Clock.Passed, TimeSpan.FromSeconds((Products / 5) - 1), TimeSpan.FromSeconds(24));
        Assert.Equal((6 * Products) + 2, market.Calls);
    }

    /// <summary>Sends what was meant for AWS to another address; the clock stands meanwhile.</summary>
    private sealed class Redirected(Uri to) : DelegatingHandler(new SocketsHttpHandler())
    {
        public SteppedClock? Clock { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Clock!.Work(1);
            try
            {
                request.RequestUri = new Uri(to, request.RequestUri!.PathAndQuery);
                var answer = await base.SendAsync(request, cancellationToken);
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                return answer;
            }
            finally
            {
                Clock.Work(-1);
            }
        }
    }
}
