using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Guildhall.SimulatedAws.Hosting;

/// <summary>The command <c>simulate-aws</c> (contract.md 2): the simulated AWS alone, until it is told to stop.</summary>
public static class SimulateAws
{
    /// <summary>The name of the data file in the data folder.</summary>
    public const string DataFile = "simulated-aws.db";

    /// <summary>The name of the file that tells address and keys.</summary>
    public const string GuideFile = "simulated-aws.json";

    private const int Busy = 5;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(4);

    /// <summary>Runs the simulation. The presence of <see cref="GuideFile"/> says that it answers.</summary>
    /// <param name="folder">The data folder; made when it is not there.</param>
    /// <param name="urls">Addresses to listen on; port 0 picks one.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">The source of access keys and secrets.</param>
    /// <param name="error">Where text for people goes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code: 0 when told to stop, 1 with a reason on <paramref name="error"/> otherwise.</returns>
    public static async Task<int> RunAsync(
        string folder, IReadOnlyList<string> urls, TimeProvider clock, RandomNumberGenerator random, TextWriter error, CancellationToken cancellation)
    {
        if (urls.FirstOrDefault(url => !Ports.IsFree(new Uri(url))) is { } taken) return Refuse(error, $"The address {taken} is in use or not of this machine.");
        try
        {
            Directory.CreateDirectory(folder);
            var guide = Path.Combine(folder, GuideFile);
            var options = new SimulationOptions { DataFile = Path.Combine(folder, DataFile) };
            await using var server = SimulatedAwsServer.Build(options, clock, random, [.. urls]);
            // Only now is the folder ours: the file may belong to a simulation that runs.
            File.Delete(guide);
            await server.StartAsync(cancellation);
            SimulationGuide.Of(server).Write(guide);
            await error.WriteLineAsync($"The simulated AWS answers at {server.Urls.First()}; its keys are in {guide}.");
            await WaitAsync(cancellation);
            using var limit = new CancellationTokenSource(StopLimit, clock);
            await server.StopAsync(limit.Token);
            return 0;
        }
        catch (SqliteException held) when (held.SqliteErrorCode == Busy)
        {
            return Refuse(error, $"Another process uses the simulation's data in {folder}.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refuse(error, refused.Message);
        }
    }

    private static int Refuse(TextWriter error, string reason)
    {
        error.WriteLine(reason);
        return 1;
    }

    private static async Task WaitAsync(CancellationToken cancellation)
    {
        var told = new TaskCompletionSource();
        await using var registration = cancellation.Register(told.SetResult);
        await told.Task;
    }
}
