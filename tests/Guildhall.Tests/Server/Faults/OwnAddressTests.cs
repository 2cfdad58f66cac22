using Guildhall.App;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Linking;
using Guildhall.App.Linking.Checks;
using Guildhall.App.Organizations;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Faults;

/// <summary>Guildhall never calls itself. decisions.md 27, security.md S-51.</summary>
public sealed class OwnAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task S51_a_logo_at_our_own_port_is_refused_even_where_logos_may_come_from_this_machine(string host)
    {
        await using var hall = await RunningHall.StartAsync(with: options => options with { LogosFromLoopback = true });
        var administrator = await hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Branded", [], []);
        var url = $"http://{host}:{new Uri(hall.Url).Port}/start.css";

        var set = await administrator.RunAsync(Change("CreateBrandingSettings", experience, new { Name = "Brand", Configuration = new { LogoUrl = url } }));

        Assert.Equal("FAILED", set["Status"]!.GetValue<string>());
        var error = set["ChangeSet"]![0]!["ErrorDetailList"]![0]!;
        Assert.Equal("INVALID_URL", error["ErrorCode"]!.GetValue<string>());
        Assert.Contains("Guildhall's own address", error["ErrorMessage"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S51_linking_through_an_endpoint_that_is_our_own_port_fails_its_first_check()
    {
        await using var hall = await RunningHall.StartAsync();
        var (guildhall, key) = (hall.Guildhall, hall.World.Aws);
        using var connections = new AwsConnections(new Uri(hall.Url), null, guildhall.OwnPorts, guildhall.Vault, TimeProvider.System, new RandomIds());
        var account = new AccountId(hall.World.Management);

        var wish = new LinkWish(account, "us-east-1", key.AccessKeyId, new Secret(key.SecretAccessKey)) { Mode = LinkMode.Adopt };

        var report = await new Preflight(null, TimeProvider.System, new RandomIds()).RunAsync(wish, connections.With(account, wish.Credentials, wish.Region), identityOnly: false, TestContext.Current.CancellationToken);

        Assert.False(report.Passed);
        Assert.Contains(report.Checks, check => check.Result == CheckResult.Fail && check.Message.Contains("Guildhall's own address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_connections_of_one_account_together_have_two_calls_under_way_at_most()
    {
        var (now, most) = (0, 0);
        await using var aws = await SmallServer.StartAsync(app => app.Run(async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(30, context.RequestAborted);
            Interlocked.Decrement(ref now);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }));
        using var connections = new AwsConnections(aws.Client.BaseAddress!, null, new OwnPorts(), new Vault(MasterKey.Make()), TimeProvider.System, new RandomIds());
        var account = new AccountId("111122223333");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            new StsClient(connections.With(account, new LinkCredentials.Key("AKIA0EXAMPLE", new Secret("secret")), "us-east-1")).GetCallerIdentityAsync(TestContext.Current.CancellationToken)));

        Assert.InRange(most, 1, 2);
    }
}
