using Guildhall.Domain.Governance;
using Microsoft.Data.Sqlite;

namespace Guildhall.Benchmarks.Governance;

/// <summary>The same question put to SQLite in memory: governing experience precomputed for each account, one prepared statement.</summary>
internal sealed class SqlitePeer : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteCommand _ask;

    public SqlitePeer(Installation world, GovernanceSnapshot snapshot)
    {
        _connection.Open();
        Execute("CREATE TABLE governing (account TEXT PRIMARY KEY, experience TEXT NOT NULL) WITHOUT ROWID");
        Execute("CREATE TABLE allowed (experience TEXT, product TEXT, PRIMARY KEY (experience, product)) WITHOUT ROWID");
        Execute("BEGIN");
        Insert("INSERT INTO governing VALUES ($1, $2)", Governing(world, snapshot));
        Insert("INSERT INTO allowed VALUES ($1, $2)", Allowed(world));
        Execute("COMMIT");
        _ask = Prepare(
            """
            SELECT CASE WHEN g.experience IS NULL THEN 1 ELSE EXISTS (SELECT 1 FROM allowed a WHERE a.experience = g.experience AND a.product = $2) END
            FROM (SELECT 1) LEFT JOIN governing g ON g.account = $1
            """);
    }

    public bool Allows(string account, string product)
    {
        _ask.Parameters[0].Value = account;
        _ask.Parameters[1].Value = product;
        return (long)_ask.ExecuteScalar()! == 1;
    }

    public void Dispose()
    {
        _ask.Dispose();
        _connection.Dispose();
    }

    private static IEnumerable<(string, string)> Governing(Installation world, GovernanceSnapshot snapshot) =>
        from account in world.Accounts
        let governor = snapshot.GovernorOf(world.Marketplace.Organization.Tree.Find(account)!.Value)
        where governor is not null
        select (account, governor.Value.Experience.Value);

    private static IEnumerable<(string, string)> Allowed(Installation world) =>
        from experience in world.Marketplace.Experiences.Values
        from grant in experience.Policy!.Allowed
        select (experience.Id.Value, grant.Product.Value);

    private void Insert(string sql, IEnumerable<(string, string)> rows)
    {
        using var insert = Prepare(sql);
        foreach (var (one, two) in rows)
        {
            insert.Parameters[0].Value = one;
            insert.Parameters[1].Value = two;
            insert.ExecuteNonQuery();
        }
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$1", SqliteType.Text);
        command.Parameters.Add("$2", SqliteType.Text);
        command.Prepare();
        return command;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
