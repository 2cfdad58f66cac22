using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guildhall.App.Store;

/// <summary>The model on SQLite: a type of its own, so that the provider has its own migrations.</summary>
public sealed class SqliteGuildhallDb(DbContextOptions<SqliteGuildhallDb> options) : GuildhallDb(options)
{
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteGuildhallDb>
    {
        public SqliteGuildhallDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteGuildhallDb>().UseSqlite("Data Source=:memory:").Options);
    }
}
