using System.Net;
using System.Net.Sockets;
using System.Text;
using Guildhall.Tests.Postgres;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server;

/// <summary>Logos are copied when the change runs. private-marketplace.md 3.3, 4.7, 4.8.</summary>
public abstract class LogoCopyTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Drawing = "<svg viewBox=\"0 0 9 9\" xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\" /></svg>";

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { LogosFromLoopback = true });

    [Fact]
    public async Task A_logo_is_copied_once_and_served_from_here()
    {
        await using var elsewhere = await LogoHost.StartAsync(Encoding.UTF8.GetBytes(Drawing));
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Branded", [], []);

        var set = await administrator.RunAsync(Brand(experience, elsewhere.Url + "/logo.svg"));
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());

        var branding = (await administrator.DescribeEntityAsync(experience)).Json["DetailsDocument"]!["BrandingSettings"]![0]!.GetValue<string>();
        var address = (await administrator.DescribeEntityAsync(branding)).Json["DetailsDocument"]!["Configuration"]!["LogoUrl"]!.GetValue<string>();
        using var http = new HttpClient();
        await http.GetAsync(new Uri(Hall.Url + address), TestContext.Current.CancellationToken);
        using var copy = await http.GetAsync(new Uri(Hall.Url + address), TestContext.Current.CancellationToken);
        Assert.Equal("image/svg+xml", copy.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Drawing, await copy.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, elsewhere.Asked);
        Assert.Equal("default-src 'none'; sandbox", copy.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task S51_Without_the_setting_a_logo_on_this_machine_is_refused()
    {
        await using var strict = await StartAnotherAsync(options => options with { LogosFromLoopback = false });
        await using var elsewhere = await LogoHost.StartAsync(Encoding.UTF8.GetBytes(Drawing));
        var administrator = await strict.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Branded", [], []);

        var set = await administrator.RunAsync(Brand(experience, elsewhere.Url + "/logo.svg"));

        Assert.Equal("FAILED", set["Status"]!.GetValue<string>());
        Assert.Equal("INVALID_URL", set["ChangeSet"]![0]!["ErrorDetailList"]![0]!["ErrorCode"]!.GetValue<string>());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_does_not_wait_for_a_logo_that_does_not_come()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Branded", [], []);
        var set = await administrator.StartAsync(Brand(experience, $"http://{silent.LocalEndpoint}/logo.svg"));
        while (!silent.Pending()) await Task.Delay(20, TestContext.Current.CancellationToken);

        await Hall.Guildhall.Worker.StopAsync();

        Assert.Equal("PREPARING", (await administrator.DescribeChangeSetAsync(set))["Status"]!.GetValue<string>());
    }

    private static object Brand(string experience, string url) => Change("CreateBrandingSettings", experience, new { Name = "Brand", Configuration = new { LogoUrl = url } });
}

public sealed class LogoCopyOnSqliteTests() : LogoCopyTests(null);

[Trait("Ring", "Postgres")]
public sealed class LogoCopyOnPostgresTests(PostgresServer server) : LogoCopyTests(new PostgresDatabase(server));
