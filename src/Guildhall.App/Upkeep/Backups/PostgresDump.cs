using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.Domain;
using Npgsql;

namespace Guildhall.App.Upkeep.Backups;

/// <summary>PostgreSQL: by its own programs. A restore wants an empty database, so it can neither mix nor destroy.</summary>
internal sealed class PostgresDump(Settings settings) : Dump
{
    private readonly string _connection = settings.Connection!.Reveal();

    public override Task<Problem?> WriteAsync(string file, CancellationToken cancellation) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file", file], cancellation);

    public override async Task<Problem?> ReadAsync(string file, DateTimeOffset now, Func<Database, Task> prepare, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(_connection);
        await using var command = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
        if (await command.ExecuteScalarAsync(cancellation) is not 0L)
            return Refuse("The database is not empty. Make a new one, name it in the connection string, and restore into that.");
        var name = new NpgsqlConnectionStringBuilder(_connection).Database!;
        if (await RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--dbname", name, file], cancellation) is { } problem) return problem;
        await prepare(Database.Postgres(_connection));
        return null;
    }

    private async Task<Problem?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        foreach (var (variable, value) in Address(new(_connection))) start.Environment[variable] = value;
        try
        {
            using var process = Process.Start(start)!;
            var complaints = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? null : Refuse($"{program} failed: {complaints.Trim()}");
        }
        catch (Win32Exception)
        {
            return Refuse($"The program {program} is missing; it comes with PostgreSQL.");
        }
    }

    // By environment, since arguments are seen by everybody on the machine.
    private static Dictionary<string, string?> Address(NpgsqlConnectionStringBuilder connection) => new()
    {
        ["PGHOST"] = connection.Host,
        ["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture),
        ["PGDATABASE"] = connection.Database,
        ["PGUSER"] = connection.Username,
        ["PGPASSWORD"] = connection.Password,
    };
}
