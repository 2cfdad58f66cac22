using Guildhall.App.Access;
using Guildhall.App.People;
using Guildhall.App.Secrets;

namespace Guildhall.Tests.App.People;

public abstract class PersonChangesTests(PeoplePlace place)
{
    private static readonly ActOrigin Origin = ActOrigin.Operator("r");

    [Fact]
    public async Task F25_One_role_given_several_times_at_once_is_one_role()
    {
        var guildhall = await place.OpenAsync();
        await place.AddAsync("rita@example.com", "Buyer");

        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => guildhall.PersonChanges.AddRoleAsync(
            PeopleReach.Operator, "rita@example.com", new GivenRole("Approver", PeoplePlace.Account), Origin, TestContext.Current.CancellationToken))));

        Assert.All(given, one => Assert.Equal(["Approver", "Buyer"], one.Value.RolesIn(PeoplePlace.Account)));
    }

    [Fact]
    public async Task Of_four_keys_asked_for_at_once_two_are_made()
    {
        var guildhall = await place.OpenAsync();
        var session = await place.SessionAsync(await place.AddAsync("kim@example.com", "Buyer"));

        var own = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => guildhall.KeyIssuing.CreateOwnAsync(session, PeoplePlace.Account, Origin, TestContext.Current.CancellationToken))));
        var users = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => guildhall.KeyIssuing.CreateAsync(PeoplePlace.Account, "ci", [new AttachedPolicy("GuildhallBuyer")], TestContext.Current.CancellationToken))));

        Assert.Equal(KeyIssuing.KeysPerUser, own.Count(key => !key.Refused));
        Assert.Equal(KeyIssuing.KeysPerUser, users.Count(key => !key.Refused));
    }

    [Fact]
    public async Task S35_What_lasts_is_not_made_in_a_session_that_was_ended_meanwhile()
    {
        var (guildhall, cancellation) = (await place.OpenAsync(), TestContext.Current.CancellationToken);
        var ended = await place.SessionAsync(await place.AddAsync("lena@example.com", "Buyer"));
        await guildhall.Sessions.EndAsync(ended.Person.Id, ended.Id, "EndSession", Origin, cancellation);

        var key = await guildhall.KeyIssuing.CreateOwnAsync(ended, PeoplePlace.Account, Origin, cancellation);
        var keyText = guildhall.SecondFactors.NewKey();
        var now = OneTimeCodes.Of(OneTimeCodes.Key(keyText)!, OneTimeCodes.StepOf(place.Clock.GetUtcNow()));
        var factor = await guildhall.SecondFactors.TurnOnAsync(ended, keyText, now, Origin, cancellation);
        var password = await guildhall.Passwords.ChangeAsync(ended, new Secret("another horse battery"), Origin, cancellation);

        Assert.Equal("SESSION_ENDED", key.Problems[0].Code);
        Assert.Equal("SESSION_ENDED", factor.Problems[0].Code);
        Assert.Equal("SESSION_ENDED", password!.Code);
    }

    [Fact]
    public async Task S35_A_role_that_was_taken_away_meanwhile_is_in_no_new_key()
    {
        var (guildhall, cancellation) = (await place.OpenAsync(), TestContext.Current.CancellationToken);
        var session = await place.SessionAsync(await place.AddAsync("mona@example.com", "Buyer"));
        await guildhall.PersonChanges.RemoveRoleAsync(PeopleReach.Operator, "mona@example.com", new GivenRole("Buyer", PeoplePlace.Account), Origin, cancellation);

        Assert.True((await guildhall.KeyIssuing.CreateOwnAsync(session, PeoplePlace.Account, Origin, cancellation)).Refused);
    }

    [Fact]
    public async Task S35_A_password_that_was_reset_while_it_was_looked_at_starts_no_session()
    {
        var (guildhall, cancellation) = (await place.OpenAsync(), TestContext.Current.CancellationToken);
        await place.AddAsync("nils@example.com", "Buyer");
        var shown = await guildhall.SignIn.CheckAsync("nils@example.com", new Secret(PeoplePlace.Password), PeoplePlace.Visit(), cancellation);
        await guildhall.PersonChanges.ResetPasswordAsync(PeopleReach.Operator, "nils@example.com", forgetSecondFactor: false, Origin, cancellation);

        Assert.True((await guildhall.Sessions.StartAsync(shown.Value, PeoplePlace.Account, by: null, PeoplePlace.Visit(), cancellation)).Refused);
    }

    [Fact]
    public async Task S63_A_key_has_the_name_of_nobody_who_signs_in()
    {
        var (guildhall, cancellation) = (await place.OpenAsync(), TestContext.Current.CancellationToken);
        await place.AddAsync("otto@example.com", "Buyer");

        var key = await guildhall.KeyIssuing.CreateAsync(PeoplePlace.Account, "Otto@example.com", [new AttachedPolicy("GuildhallBuyer")], cancellation);

        Assert.Equal("user", key.Problems[0].Member);
    }
}

public sealed class PersonChangesOnSqliteTests(SqlitePeople place) : PersonChangesTests(place), IClassFixture<SqlitePeople>;

[Trait("Ring", "Postgres")]
public sealed class PersonChangesOnPostgresTests(PostgresPeople place) : PersonChangesTests(place), IClassFixture<PostgresPeople>;
