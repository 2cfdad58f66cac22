using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guildhall.App.Store;

/// <summary>The model on PostgreSQL: a type of its own, so that the provider has its own migrations.</summary>
public sealed class PostgresGuildhallDb(DbContextOptions<PostgresGuildhallDb> options) : GuildhallDb(options)
{
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresGuildhallDb>
    {
        public PostgresGuildhallDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresGuildhallDb>().UseNpgsql("Host=127.0.0.1").Options);
    }
}
