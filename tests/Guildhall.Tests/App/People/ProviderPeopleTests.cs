using Guildhall.App.People.Provider;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.People;

public abstract class ProviderPeopleTests(PeoplePlace place)
{
    [Fact]
    public async Task S32_With_the_last_group_go_roles_sessions_and_keys()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var guildhall = await place.OpenAsync();
        var olga = (await guildhall.ProviderPeople!.TakeAsync(Identity("olga", "buyers"), PeoplePlace.Visit(), cancellation)).Value;
        var token = (await guildhall.Sessions.StartAsync(olga, PeoplePlace.Account, new(place.Clock.GetUtcNow()), PeoplePlace.Visit(), cancellation)).Value;
        var session = (await guildhall.Sessions.FindAsync(token, cancellation))!;
        var key = await guildhall.KeyIssuing.CreateOwnAsync(session, PeoplePlace.Account, new("olga", "", "page", "r"), cancellation);

        var lost = await guildhall.ProviderPeople.TakeAsync(Identity("olga"), PeoplePlace.Visit(), cancellation);

        Assert.True(lost.Refused);
        Assert.Empty((await guildhall.People.FindByEmailAsync("olga@example.com", cancellation))!.Roles);
        Assert.Null(await guildhall.Sessions.FindAsync(token, cancellation));
        await using var db = guildhall.Database.Open();
        Assert.False(db.AccessKeys.Single(k => k.Id == key.Value.AccessKeyId).Active);
        Assert.Contains(db.Audit, row => row.EventName == "UpdateUser" && row.Record.Contains("\"roles\":[]") && row.Record.Contains("olga@example.com"));
    }

    [Fact]
    public async Task F25_Two_first_sign_ins_of_one_person_at_once_make_one_person()
    {
        var guildhall = await place.OpenAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => guildhall.ProviderPeople!.TakeAsync(Identity("pia", "buyers"), PeoplePlace.Visit(), TestContext.Current.CancellationToken))));

        Assert.Single(taken.Select(person => person.Value.Id).Distinct());
    }

    [Fact]
    public async Task S32_Somebody_new_without_a_group_makes_nobody()
    {
        var guildhall = await place.OpenAsync();

        Assert.True((await guildhall.ProviderPeople!.TakeAsync(Identity("quin"), PeoplePlace.Visit(), TestContext.Current.CancellationToken)).Refused);
        await using var db = guildhall.Database.Open();
        Assert.False(await db.People.AnyAsync(p => p.EmailKey == "quin@example.com", TestContext.Current.CancellationToken));
    }

    private static ProvidedIdentity Identity(string name, params string[] groups) => new("https://login.example.com/", name, $"{name}@example.com", true, name, groups);
}

public sealed class ProviderPeopleOnSqliteTests(SqlitePeople place) : ProviderPeopleTests(place), IClassFixture<SqlitePeople>;

[Trait("Ring", "Postgres")]
public sealed class ProviderPeopleOnPostgresTests(PostgresPeople place) : ProviderPeopleTests(place), IClassFixture<PostgresPeople>;
