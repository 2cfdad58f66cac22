using System.Collections.Concurrent;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server;

/// <summary>
/// What halls begin with: a database and a simulated AWS that were linked once for this run, as they are after a stop. To link anew for every test would take
/// more of the machine than most tests do.
/// </summary>
internal sealed class LinkedHall
{
    /// <summary>Links are looked at every hour: one older than this could be looked at in the middle of a test.</summary>
    private static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(45);

    private static readonly ConcurrentDictionary<(PostgresServer? Server, bool Integrated), Lazy<Task<LinkedHall>>> Halls = new();

    private readonly DateTimeOffset _made = DateTimeOffset.UtcNow;
    private readonly byte[] _aws;
    private readonly byte[] _sqlite;
    private readonly string? _template;

    private LinkedHall(MasterKey key, HallWorld world, byte[] aws, byte[] sqlite, string? template) => (MasterKey, World, _aws, _sqlite, _template) = (key, world, aws, sqlite, template);

    public MasterKey MasterKey { get; }

    public HallWorld World { get; }

    /// <summary>The same for all of a kind.</summary>
    /// <param name="postgres">Whose server; SQLite when null.</param>
    /// <param name="integrated">Whether the organization has trusted access, the role and a delegated administrator.</param>
    public static Task<LinkedHall> OfAsync(PostgresDatabase? postgres, bool integrated) =>
        Halls.GetOrAdd((postgres?.Server, integrated), kind => new Lazy<Task<LinkedHall>>(() => MakeAsync(kind.Server, kind.Integrated))).Value;

    /// <summary>Whether nothing of it is due by a clock.</summary>
    public bool Suits(TimeProvider clock) => clock.GetUtcNow() - _made is var age && age >= TimeSpan.Zero && age < LongestAge;

    /// <summary>Copies the AWS into a file.</summary>
    public Task CopyAwsAsync(string file, CancellationToken cancellation) => File.WriteAllBytesAsync(file, _aws, cancellation);

    /// <summary>Copies the database into a file: SQLite's.</summary>
    public Task CopyDatabaseAsync(string file, CancellationToken cancellation) => File.WriteAllBytesAsync(file, _sqlite, cancellation);

    /// <summary>Copies the database to the server; gives its connection string.</summary>
    public Task<string> ConnectAsync(PostgresDatabase postgres) => postgres.ConnectAsync(_template!);

    /// <summary>Links the organization, and the account that stands alone.</summary>
    public static async Task LinkAsync(Installation guildhall, HallWorld world)
    {
        await LinkAsync(guildhall, world.Management, world.Aws, main: true);
        await LinkAsync(guildhall, world.Standalone, world.StandaloneKey, main: false);
    }

    /// <summary>Links an account.</summary>
    /// <param name="main">Whether accounts are ordered there unless another organization is named.</param>
    public static async Task LinkAsync(Installation guildhall, string account, SigningCredentials key, bool main)
    {
        var wish = new LinkWish(new AccountId(account), "us-east-1", key.AccessKeyId, new Secret(key.SecretAccessKey)) { Mode = LinkMode.Adopt, Default = main };
        var linked = await guildhall.LinkMaking.LinkAsync(wish, ActOrigin.Operator("test"), CancellationToken.None);
        Assert.False(linked.Refused, linked.Refused ? linked.Problems[0].Message : "");
        Assert.True(linked.Value.Link is { State: LinkStates.Active }, linked.Value.Link?.LastProblem ?? string.Join(' ', linked.Value.Checks.Select(c => c.Message)));
    }

    private static async Task<LinkedHall> MakeAsync(PostgresServer? server, bool integrated)
    {
        var folder = Directory.CreateTempSubdirectory("linked-").FullName;
        var (aws, file, template) = (Path.Combine(folder, "aws.db"), Path.Combine(folder, "guildhall.db"), server is null ? null : $"guildhall_linked_{(integrated ? "well" : "bare")}");
        var database = template is null ? Database.Sqlite(file) : Database.Postgres(await server!.CreateAsync(template, await server.TemplateAsync()) + ";Pooling=false");
        await database.MigrateAsync(CancellationToken.None);
        var key = MasterKey.Make();
        var world = await LinkAsync(aws, integrated, url => new InstallationOptions(database, key) { AwsEndpoint = url, SyncInterval = RunningHall.SyncInterval });
        var made = new LinkedHall(key, world, await File.ReadAllBytesAsync(aws), template is null ? await ReadAsync(database, file) : [], template);
        Directory.Delete(folder, recursive: true);
        return made;
    }

    private static async Task<HallWorld> LinkAsync(string file, bool integrated, Func<Uri, InstallationOptions> options)
    {
        await using var aws = RunningHall.BuildAws(file, TimeProvider.System);
        await aws.StartAsync(CancellationToken.None);
        var world = HallWorld.Plant(aws.World, integrated);
        await using var guildhall = await Installation.OpenAsync(options(new Uri(aws.Urls.First())), NullLoggerFactory.Instance, CancellationToken.None);
        await LinkAsync(guildhall, world);
        return world;
    }

    /// <summary>All that is in a database, of which nobody writes any more.</summary>
    private static async Task<byte[]> ReadAsync(Database database, string file)
    {
        await using (var connection = database.Connect())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }

        return await File.ReadAllBytesAsync(file);
    }
}
