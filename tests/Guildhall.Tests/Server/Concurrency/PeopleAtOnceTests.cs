using System.Net;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Concurrency;

/// <summary>Several at once on the same people: one order explains all answers, whatever the database lets side by side.</summary>
public abstract class PeopleAtOnceTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_new_people_with_one_address_one_is_made()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Hall.Guildhall.People.CreateAsync("dana@example.com", $"Dana {i}", [new GivenRole("Buyer", new AccountId(World.Developer))], null, Cancellation)));

        Assert.Single(made, one => !one.Refused);
        Assert.All(made.Where(one => one.Refused), one => Assert.Equal("EMAIL_TAKEN", one.Problems[0].Code));
    }

    [Fact]
    public async Task Of_managers_who_switch_each_other_off_one_stays()
    {
        string[] managers = [.. Enumerable.Range(0, 4).Select(i => $"manager{i}@example.com")];
        foreach (var manager in managers) await Hall.AddPersonAsync(manager, Role.MarketplaceManager, "");

        var off = await Task.WhenAll(managers.Select(manager => Hall.Guildhall.PersonChanges.SetActiveAsync(PeopleReach.Operator, manager, active: false, ActOrigin.Operator("r"), Cancellation)));

        Assert.Equal("LAST_MANAGER", Assert.Single(off, one => one.Refused).Problems[0].Code);
        await using var db = Hall.Guildhall.Database.Open();
        Assert.Single(db.People, person => person.Active);
    }

    [Fact]
    public async Task S34_Failures_from_an_address_that_was_never_seen_are_all_counted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            using var visitor = new Browsing(Hall.Url);
            return (await visitor.SignInAsync($"nobody{i}@example.com")).Response.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Forbidden, status));
        await using var db = Hall.Guildhall.Database.Open();
        Assert.Equal(6, Assert.Single(db.AddressFailures, row => row.Address == "127.0.0.1").Failures);
    }
}

public sealed class PeopleAtOnceOnSqliteTests() : PeopleAtOnceTests(null);

[Trait("Ring", "Postgres")]
public sealed class PeopleAtOnceOnPostgresTests(PostgresServer server) : PeopleAtOnceTests(new PostgresDatabase(server));
