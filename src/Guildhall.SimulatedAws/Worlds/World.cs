using System.Security.Cryptography;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Simulation;
using Guildhall.SimulatedAws.Storage;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>
/// The simulated AWS: its accounts, organizations and identities. One call at a time works on it; what a call changed is
/// in the data file before the caller hears of it.
/// </summary>
public sealed class World : IDisposable
{
    private readonly Lock _turn = new();
    private readonly Journal _journal = new();
    private readonly MovableClock _clock;
    private readonly WorldFile _file;
    private readonly WorldState _state;

    private World(SimulationOptions options, TimeProvider clock, RandomNumberGenerator random, WorldFile file)
    {
        _clock = new MovableClock(clock);
        _file = file;
        var tables = new Tables(_journal);
        var secrets = new SecretSource(random);
        _state = new WorldState(options, tables, new IdSource(options.Seed ?? secrets.Seed()), secrets, _clock);
        file.ReadAll(tables.Load);
        if (tables.Settings.Find(Settings.OnlyId) is { } settings) TakeUp(settings);
    }

    /// <summary>The world's time: the given clock plus what it was advanced by.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>How far the world's clock was moved on.</summary>
    internal TimeSpan ClockAdvance => _clock.Advance;

    /// <summary>
    /// Opens the data file, or begins an empty world in a new one. The clock gives the time when nobody has advanced it; the
    /// random numbers become access keys and secrets.
    /// </summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be opened, or another process holds it.</exception>
    /// <exception cref="InvalidDataException">The file was written by a newer release.</exception>
    public static World Open(SimulationOptions options, TimeProvider clock, RandomNumberGenerator random)
    {
        var file = WorldFile.Open(options.DataFile);
        try
        {
            return new World(options, clock, random, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Sets up a part of the world in one transaction, without limits, quotas and delays.</summary>
    /// <returns>What <paramref name="plant"/> returns.</returns>
    public T Seed<T>(Func<WorldSeed, T> plant) => Take(state => plant(new WorldSeed(state)));

    /// <summary>What <see cref="WorldSeed.Remember"/> noted under a name, or null.</summary>
    public string? Recall(string name) => Look(state => state.Tables.Memos.Find(name)?.Text);

    /// <summary>Moves the world's clock on; it never goes back.</summary>
    /// <param name="by">Zero or more.</param>
    /// <returns>The time it then is.</returns>
    public DateTimeOffset Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        return Take(state =>
        {
            _clock.Advance += by;
            Keep(settings => settings with { ClockAdvance = _clock.Advance });
            Settling.Settle(state);
            return state.Now;
        });
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Looks something up without letting anything happen.</summary>
    internal T Look<T>(Func<WorldState, T> look)
    {
        lock (_turn) return look(_state);
    }

    /// <summary>Lets one call at the world: first what was due happens, then the call, then both are written.</summary>
    internal T Take<T>(Func<WorldState, T> call)
    {
        lock (_turn)
        {
            var idsBefore = _state.Ids.State;
            try
            {
                Settling.Settle(_state);
                var result = call(_state);
                Write(idsBefore);
                return result;
            }
            catch
            {
                // Only a bug or a broken disk comes here; the memory must not run ahead of the file.
                _journal.TakeBack();
                _state.Ids.State = idsBefore;
                _clock.Advance = _state.Tables.Settings.Find(Settings.OnlyId)?.ClockAdvance ?? TimeSpan.Zero;
                throw;
            }
        }
    }

    private void Write(ulong idsBefore)
    {
        if (_state.Ids.State != idsBefore) Keep(settings => settings with { IdState = _state.Ids.State });
        if (_journal.IsEmpty) return;
        _file.Write(_journal.Rows());
        _journal.Forget();
    }

    private void Keep(Func<Settings, Settings> change) =>
        _state.Tables.Settings.Put(change(_state.Tables.Settings.Find(Settings.OnlyId) ?? new Settings { IdState = _state.Ids.State }));

    private void TakeUp(Settings settings)
    {
        _clock.Advance = settings.ClockAdvance;
        _state.Ids.State = settings.IdState;
    }
}
