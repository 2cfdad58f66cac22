using Guildhall.App.Store;
using Microsoft.Data.Sqlite;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>A data folder with a SQLite file, made once and copied for each chain of crashes.</summary>
public sealed class PreparedFolder : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crash-").FullName;
    private int _copies;

    internal PreparedHall Hall { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(At("prepared"));
        Hall = await PreparedHall.MakeAsync(_folder, Database.Sqlite(SqliteStore.FileIn(At("prepared"))), experiences: 4);
        SqliteConnection.ClearAllPools();
    }

    /// <summary>A fresh copy.</summary>
    internal SqliteStore Copy()
    {
        var copy = At($"{Interlocked.Increment(ref _copies)}");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(At("prepared"))) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return new SqliteStore(copy);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
