using System.Text;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.People;

public abstract class SignInAttemptsTests(PeoplePlace place) : IAsyncLifetime
{
    private static readonly ActOrigin Origin = new("somebody", "", "page", "r");
    private static int _addresses;
    private Installation _guildhall = null!;

    public async ValueTask InitializeAsync() => _guildhall = await place.OpenAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task S34_Of_many_attempts_at_once_five_are_looked_at()
    {
        await place.AddAsync("anna@example.com", "Buyer");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => TryAsync("anna@example.com", "wrong horse battery"))));

        Assert.Equal(5, answers.Count(answer => answer == "SIGN_IN_FAILED"));
        Assert.Equal(11, answers.Count(answer => answer == "TRY_LATER"));
    }

    [Fact]
    public async Task S34_An_address_of_nobody_waits_as_one_of_somebody_does()
    {
        await place.AddAsync("bert@example.com", "Buyer");

        Assert.Equal(await RepeatAsync(7, "bert@example.com"), await RepeatAsync(7, "nobody@example.com"));
    }

    [Fact]
    public async Task S34_After_twenty_failures_a_network_address_waits_whatever_it_types_and_no_other_does()
    {
        await place.AddAsync("cleo@example.com", "Buyer");
        var from = NewAddress();
        for (var i = 0; i < 20; i++) Assert.Equal("SIGN_IN_FAILED", await TryAsync($"nobody{i}@example.com", "wrong horse battery", from));

        Assert.Equal("TRY_LATER", await TryAsync("cleo@example.com", PeoplePlace.Password, from));
        Assert.Equal("", await TryAsync("cleo@example.com", PeoplePlace.Password));
    }

    [Fact]
    public async Task S34_A_known_browser_does_not_wait_until_the_password_is_another_one()
    {
        await place.AddAsync("dora@example.com", "Buyer");
        var mark = (await _guildhall.People.FindByEmailAsync("dora@example.com", TestContext.Current.CancellationToken))!.BrowserMark;
        await RepeatAsync(6, "dora@example.com");

        var unknown = await TryAsync("dora@example.com", PeoplePlace.Password);
        var known = await TryAsync("dora@example.com", "wrong horse battery", mark: mark);
        var reset = await _guildhall.PersonChanges.ResetPasswordAsync(PeopleReach.Operator, "dora@example.com", forgetSecondFactor: false, Origin, TestContext.Current.CancellationToken);
        await RepeatAsync(6, "dora@example.com");
        var afterwards = await TryAsync("dora@example.com", reset.Value.Password.Reveal(), mark: mark);

        Assert.Equal(("TRY_LATER", "SIGN_IN_FAILED", "TRY_LATER"), (unknown, known, afterwards));
    }

    [Fact]
    public async Task S34_Strangers_keep_nobody_out_at_the_code_and_a_right_password_makes_nobody_wait()
    {
        var (person, key) = await WithSecondFactorAsync("emil@example.com");
        await RepeatAsync(5, "emil@example.com");
        place.Clock.Advance(TimeSpan.FromMinutes(6));

        var shown = await TryAsync("emil@example.com", PeoplePlace.Password);
        var again = await TryAsync("emil@example.com", PeoplePlace.Password);
        await RepeatAsync(3, "emil@example.com");
        var code = await CodeAsync(person, OneTimeCodes.Of(key, OneTimeCodes.StepOf(place.Clock.GetUtcNow())));

        Assert.Equal(("", "", ""), (shown, again, code));
    }

    [Fact]
    public async Task S34_Who_knows_the_password_cannot_try_codes_without_end()
    {
        var (person, _) = await WithSecondFactorAsync("fred@example.com");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("", await TryAsync("fred@example.com", PeoplePlace.Password));
            Assert.Equal("SIGN_IN_FAILED", await CodeAsync(person, "x"));
        }

        Assert.Equal("TRY_LATER", await CodeAsync(person, "x"));
    }

    [Theory]
    [InlineData("my secret password 1")]
    [InlineData("nul\0@example.com")]
    [InlineData("")]
    public async Task S34_S63_What_is_no_address_is_refused_like_a_wrong_password_and_kept_nowhere(string typed)
    {
        Assert.Contains(await TryAsync(typed, PeoplePlace.Password), new[] { "SIGN_IN_FAILED", "TRY_LATER" });
        Assert.Contains(await TryAsync(new string('x', 4_000_000), PeoplePlace.Password), new[] { "SIGN_IN_FAILED", "TRY_LATER" });

        await using var db = _guildhall.Database.Open();
        Assert.DoesNotContain(await db.Audit.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken), row => row.Record.Length > 4_000 || (typed.Length > 0 && row.Record.Contains(typed)));
    }

    [Fact]
    public async Task S63_Attempts_that_must_wait_and_codes_that_were_right_are_in_the_audit_trail()
    {
        var (person, key) = await WithSecondFactorAsync("gina@example.com");
        await RepeatAsync(7, "gina@example.com");
        await CodeAsync(person, OneTimeCodes.Of(key, OneTimeCodes.StepOf(place.Clock.GetUtcNow())));

        await using var db = _guildhall.Database.Open();
        var rows = await db.Audit.AsNoTracking().Where(row => row.Record.Contains("gina@example.com")).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(7, rows.Count(row => row.EventName == "SignInFailed"));
        Assert.Contains(rows, row => row.EventName == "SignInCode" && row.Record.Contains("one-time code"));
    }

    [Fact]
    public async Task F71_A_second_factor_of_another_master_key_is_refused_with_the_way_out()
    {
        var (person, _) = await WithSecondFactorAsync("hugo@example.com");
        await using (var db = _guildhall.Database.Open())
        {
            var sealedElsewhere = new Vault(MasterKey.Make()).Seal(new Secret("x"), new SecretPlace("", person.Id, "CodeKey"));
            await db.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(p => p.SetProperty(row => row.CodeKey, sealedElsewhere), TestContext.Current.CancellationToken);
        }

        var refused = await _guildhall.SignIn.CheckCodeAsync(person, "123456", PeoplePlace.Visit(NewAddress()), Origin, TestContext.Current.CancellationToken);

        Assert.Contains("user reset-password hugo@example.com --second-factor", refused!.Message, StringComparison.Ordinal);
    }

    /// <summary>A network address that nothing was counted against yet.</summary>
    private static string NewAddress() => $"2001:db8:0:{Interlocked.Increment(ref _addresses):x}::1";

    /// <summary>The code of the refusal; empty when it was right.</summary>
    private async Task<string> TryAsync(string email, string password, string? from = null, string? mark = null)
    {
        var shown = await _guildhall.SignIn.CheckAsync(email, new Secret(password), PeoplePlace.Visit(from ?? NewAddress()) with { KnownAs = mark }, TestContext.Current.CancellationToken);
        return shown.Refused ? shown.Problems[0].Code : "";
    }

    private async Task<string> RepeatAsync(int times, string email)
    {
        var answers = new StringBuilder();
        for (var i = 0; i < times; i++) answers.Append(await TryAsync(email, "wrong horse battery")).Append(' ');
        return answers.ToString();
    }

    private async Task<string> CodeAsync(Person person, string code) =>
        (await _guildhall.SignIn.CheckCodeAsync(person, code, PeoplePlace.Visit(NewAddress()), Origin, TestContext.Current.CancellationToken))?.Code ?? "";

    private async Task<(Person Person, byte[] Key)> WithSecondFactorAsync(string email)
    {
        var session = await place.SessionAsync(await place.AddAsync(email, "Buyer"));
        var text = _guildhall.SecondFactors.NewKey();
        var key = OneTimeCodes.Key(text)!;
        var on = await _guildhall.SecondFactors.TurnOnAsync(session, text, OneTimeCodes.Of(key, OneTimeCodes.StepOf(place.Clock.GetUtcNow())), Origin, TestContext.Current.CancellationToken);
        Assert.False(on.Refused);
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        return (session.Person, key);
    }
}

public sealed class SignInAttemptsOnSqliteTests(SqlitePeople place) : SignInAttemptsTests(place), IClassFixture<SqlitePeople>;

[Trait("Ring", "Postgres")]
public sealed class SignInAttemptsOnPostgresTests(PostgresPeople place) : SignInAttemptsTests(place), IClassFixture<PostgresPeople>;
