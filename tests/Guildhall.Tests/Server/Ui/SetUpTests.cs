using System.Net;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

public abstract class SetUpTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private static (string Name, string Value)[] Form { get; } =
        [("email", "maya@example.com"), ("name", "Maya"), ("password", Password), ("repeat", Password)];

    [Fact]
    public async Task S36_The_first_visit_on_the_machine_itself_makes_the_first_marketplace_manager_and_no_other()
    {
        using var maya = new Browsing(Hall.Url);
        using var later = new Browsing(Hall.Url);

        var (led, _) = await maya.GetAsync("/");
        var (done, _) = await maya.PostAsync("/set-up", "/set-up", Form);
        var (closed, _) = await later.GetAsync("/set-up");
        var (second, _) = await later.PostAsync("/sign-in", "/set-up", [("email", "eve@example.com"), .. Form[1..]]);
        var person = await Hall.Guildhall.People.FindByEmailAsync("maya@example.com", TestContext.Current.CancellationToken);

        Assert.Equal("/set-up", led.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/", done.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.True(person!.IsMarketplaceManager);
        Assert.Equal("/sign-in", closed.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/sign-in", second.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Null(await Hall.Guildhall.People.FindByEmailAsync("eve@example.com", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task S36_From_elsewhere_and_under_another_name_of_this_machine_the_code_of_the_console_is_asked()
    {
        using var far = new Browsing(Hall.Url) { Host = "guildhall.example.com" };

        var (_, html) = await far.GetAsync("/set-up");
        var (without, _) = await far.PostAsync("/set-up", "/set-up", Form);
        var (wrong, _) = await far.PostAsync("/set-up", "/set-up", [("code", "aaaa-bbbb-cccc-dddd"), .. Form]);
        var none = await Hall.Guildhall.People.AnyAsync(TestContext.Current.CancellationToken);
        await far.PostAsync("/set-up", "/set-up", [("code", Hall.Guildhall.FirstRun.Code.Reveal().ToUpperInvariant()), .. Form]);

        Assert.Contains("name=\"code\"", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.False(none);
        Assert.True(await Hall.Guildhall.People.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task S36_Of_two_at_the_same_time_one_becomes_the_first()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Hall.Guildhall.FirstRun.SetUpAsync(
            "", atTheMachine: true, $"maya{i}@example.com", "Maya", new Secret(Password), ActOrigin.Operator("r"), TestContext.Current.CancellationToken)));

        Assert.Single(attempts, made => !made.Refused);
    }

    [Fact]
    public async Task S30_A_weak_password_is_refused_beside_its_field_and_the_rest_is_kept()
    {
        using var maya = new Browsing(Hall.Url);

        var (refused, html) = await maya.PostAsync("/set-up", "/set-up", ("email", "maya@example.com"), ("name", "Maya"), ("password", "qwertyqwerty"), ("repeat", "qwertyqwerty"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"password-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"maya@example.com\"", html, StringComparison.Ordinal);
    }
}

public sealed class SetUpOnSqliteTests() : SetUpTests(null);

[Trait("Ring", "Postgres")]
public sealed class SetUpOnPostgresTests(PostgresServer server) : SetUpTests(new PostgresDatabase(server));
