using System.Net;
using System.Text.Json;
using Guildhall.App.Configuration;
using Guildhall.Tests.Server;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>Calls that come faster than AWS takes them are refused with the status of their protocol, and AWS's clients try again until they are through. storefront-and-procurement.md A.2, B.2, G.4, H 11.</summary>
[Trait("Ring", "Clients")]
public sealed class ThrottledClientTests() : HallTests(postgres: null)
{
    private readonly StandingClock _clock = new();

    private HallCaller _buyer = null!;

    [Fact]
    public async Task StorefrontH11_AWSs_clients_recover_by_themselves_from_429_of_Discovery_and_400_of_the_Agreement_API()
    {
        AwsCli.Need();
        await using var between = await Between.StartAsync(Hall);
        List<int> throttled = [];
        between.Answered = (status, text) =>
        {
            if (!text.Contains("Rate exceeded", StringComparison.Ordinal)) return;
            throttled.Add(status);
            _clock.Forward(TimeSpan.FromMilliseconds(150));
        };
        var cli = new AwsCli(between.Url, _buyer.Credentials.AccessKeyId, _buyer.Credentials.SecretAccessKey).With("AWS_MAX_ATTEMPTS", null);

        await DrainAsync();
        (await cli.RunAsync("marketplace-discovery search-listings --no-paginate")).Ok();
        Assert.Equal([429], throttled);
        (await cli.RunAsync("marketplace-agreement search-agreements --no-paginate")).Ok();
        Assert.Equal([429, 400], throttled);

        throttled.Clear();
        _clock.Forward(TimeSpan.FromMinutes(1));
        await DrainAsync();
        var attempts = JsonElement.Parse((await Python.RunAsync("Clients/retry_with_boto3.py", between.Url.ToString().TrimEnd('/'), _buyer.Credentials.AccessKeyId, _buyer.Credentials.SecretAccessKey)).Single());
        Assert.Equal([1, 1], attempts.EnumerateArray().Select(a => a.GetInt32()));
        Assert.Equal([429, 400], throttled);
    }

    [Fact]
    public async Task StorefrontH11_Each_account_and_operation_has_turns_of_its_own_and_what_AWS_names_no_rate_for_is_never_throttled()
    {
        await DrainAsync();
        var other = await Hall.CallerAsync(World.Ledger, "other", "GuildhallBuyer");

        Assert.Equal(HttpStatusCode.OK, (await SearchListingsAsync(other)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _buyer.PostAsync("/2026-02-05/searchFacets", "{}")).Status);
        for (var time = 0; time < 30; time++) Assert.Equal(HttpStatusCode.OK, (await _buyer.DescribeEntityAsync(HallWorld.A)).Status);
        _clock.Forward(TimeSpan.FromSeconds(60));
        for (var time = 0; time < 10; time++) Assert.Equal(HttpStatusCode.OK, (await SearchListingsAsync(_buyer)).Status);
        var refused = await SearchListingsAsync(_buyer);
        Assert.Equal((HttpStatusCode.TooManyRequests, "ThrottlingException"), (refused.Status, refused.ErrorType));
    }

    protected override Task<RunningHall> StartAsync(Postgres.PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = _clock, Throttle = Throttle.Aws });

    protected override async Task PrepareAsync() => _buyer = await Hall.BuyerAsync();

    /// <summary>Takes all turns of the two searches.</summary>
    private async Task DrainAsync()
    {
        for (var tries = 0; (await SearchListingsAsync(_buyer)).Status == HttpStatusCode.OK; tries++) Assert.True(tries < 10);
        for (var tries = 0; (await SearchAgreementsAsync()).Status == HttpStatusCode.OK; tries++) Assert.True(tries < 5);
        Assert.Equal((HttpStatusCode.BadRequest, "ThrottlingException"), ((await SearchAgreementsAsync()).Status, (await SearchAgreementsAsync()).Text("__type")));
    }

    private static Task<HallAnswer> SearchListingsAsync(HallCaller caller) => caller.PostAsync("/2026-02-05/searchListings", "{}");

    private Task<HallAnswer> SearchAgreementsAsync() => _buyer.TargetAsync("AWSMPCommerceService_v20200301.SearchAgreements", "{}", "application/x-amz-json-1.0");

    /// <summary>The time of day goes on; what is measured between two instants does when told to.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Forward(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
