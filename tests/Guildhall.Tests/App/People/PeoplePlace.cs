using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Ui;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.App.People;

/// <summary>People, their sessions and keys on a database of their own, without a server, with a clock that is moved by hand and passwords that are quick to hash.</summary>
public abstract class PeoplePlace(PostgresDatabase? postgres) : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    public static readonly AccountId Account = new("111122223333");
    private static readonly PasswordHashing Quick = new(p => "hash of " + p, (hash, p) => hash == "hash of " + p ? PasswordMatch.Yes : PasswordMatch.No);
    private readonly string _folder = Directory.CreateTempSubdirectory("people-").FullName;
    private Installation? _guildhall;

    internal MovedClock Clock { get; } = new();

    /// <summary>Made at the first call.</summary>
    public async Task<Installation> OpenAsync() => _guildhall ??= await MakeAsync();

    /// <summary>Somebody new; <paramref name="account"/> is empty for a role of the installation.</summary>
    public async Task<Person> AddAsync(string email, string role, string account = "111122223333") =>
        (await (await OpenAsync()).People.CreateAsync(email, "Somebody", [new GivenRole(role, new AccountId(account))], new Secret(Password), TestContext.Current.CancellationToken)).Value.Person;

    /// <summary>A session of the person that asks for nothing more.</summary>
    public async Task<Session> SessionAsync(Person person)
    {
        var sessions = (await OpenAsync()).Sessions;
        var token = await sessions.StartAsync(person, Account, by: null, Visit(), TestContext.Current.CancellationToken);
        return (await sessions.FindAsync(token.Value, TestContext.Current.CancellationToken))!;
    }

    public static Visit Visit(string address = "192.0.2.7") => new("r", address, "a browser");

    public async ValueTask DisposeAsync()
    {
        if (_guildhall is not null) await _guildhall.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<Installation> MakeAsync()
    {
        var database = postgres is null ? Database.Sqlite(Path.Combine(_folder, "guildhall.db")) : Database.Postgres(await postgres.ConnectMigratedAsync());
        await database.MigrateAsync(TestContext.Current.CancellationToken);
        var options = new InstallationOptions(database, MasterKey.Make())
        {
            Clock = Clock,
            Passwords = Quick,
            SecondFactor = SecondFactorRule.Optional,
            Provider = new ProviderSettings(new Uri("https://login.example.com"), "guildhall") { Roles = [new GroupRole("buyers", new GivenRole("Buyer", Account))] },
        };
        return await Installation.OpenAsync(options, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
    }
}

public sealed class SqlitePeople() : PeoplePlace(null);

public sealed class PostgresPeople(PostgresServer server) : PeoplePlace(new PostgresDatabase(server));
