using System.Net;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class ProviderProofTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private readonly MovedClock _clock = new();
    private SmallProvider _provider = null!;

    protected override async Task<RunningHall> StartAsync(PostgresDatabase? database)
    {
        _provider = await SmallProvider.StartAsync();
        return await RunningHall.StartAsync(database, options => options with
        {
            Clock = _clock,
            Provider = new ProviderSettings(new Uri(_provider.Url), SmallProvider.ClientId)
            {
                ClientSecret = new Secret(SmallProvider.ClientSecret),
                Roles = [new GroupRole("buyers", new GivenRole("Buyer", new AccountId("111122223333")))],
            },
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task S48_A_sign_in_through_the_provider_proves_as_much_as_the_provider_asked()
    {
        using var olga = new Browsing(Hall.Url);

        _provider.Wrong["auth_time"] = _clock.GetUtcNow().AddHours(-3).ToUnixTimeSeconds();
        var hoursAgo = await KeyAsync(olga, "");
        _provider.Wrong["auth_time"] = "who knows";
        var unknown = await KeyAsync(olga, "");
        _provider.Wrong.Clear();
        var fresh = await KeyAsync(olga, "&fresh=1");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK), (hoursAgo, unknown, fresh));
    }

    [Fact]
    public async Task S63_A_sign_in_through_the_provider_that_is_refused_here_is_in_the_audit_trail()
    {
        _provider.Claims["groups"] = new[] { "nobody" };
        using var olga = new Browsing(Hall.Url);

        var (refused, _) = await olga.GetAsync("/sign-in/provider?return=/account");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await using var db = Hall.Guildhall.Database.Open();
        Assert.Contains(db.Audit, row => row.EventName == "SignInFailed");
    }

    private static async Task<HttpStatusCode> KeyAsync(Browsing browser, string fresh)
    {
        await browser.GetAsync("/sign-in/provider?return=/account" + fresh);
        return (await browser.PostAsync("/account", "/account/keys")).Response.StatusCode;
    }
}

public sealed class ProviderProofOnSqliteTests() : ProviderProofTests(null);

[Trait("Ring", "Postgres")]
public sealed class ProviderProofOnPostgresTests(PostgresServer server) : ProviderProofTests(new PostgresDatabase(server));
