using Guildhall.App.Search;
using Microsoft.Data.Sqlite;

namespace Guildhall.Benchmarks.Search;

/// <summary>The peer: everything in SQLite's FTS5 and one statement each for the best 20 and for every facet.</summary>
internal sealed class FullTextStatement : IDisposable
{
    private static readonly string[] Facets = ["category", "delivery", "pricing", "type", "badge", "deployed", "rating", "seller"];

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly List<SqliteCommand> _commands = [];

    public FullTextStatement(IReadOnlyList<SearchText> texts)
    {
        _connection.Open();
        Execute("CREATE VIRTUAL TABLE words USING fts5(title, seller, short, content='', tokenize='unicode61 remove_diacritics 2')");
        Execute("CREATE TABLE products (number INTEGER PRIMARY KEY, category TEXT, delivery TEXT, pricing TEXT, type TEXT, badge TEXT, deployed TEXT, rating INTEGER, seller TEXT)");
        Execute("BEGIN");
        Insert("INSERT INTO words (rowid, title, seller, short) VALUES ($0, $1, $2, $3)", texts.Select(t => new object[] { t.Number, t.Title, t.Seller, t.Short }));
        Insert(
            "INSERT INTO products VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)",
            texts.Select(t => new object[] { t.Number, t.Categories[0], t.Delivery[0], t.Pricing[0], t.Type, t.Badges is [var badge] ? badge : "", t.Deployed is [var deployed] ? deployed : "", t.Tenths / 10, t.SellerId }));
        Execute("COMMIT");
        Add("SELECT rowid FROM words WHERE words MATCH $query ORDER BY bm25(words, 8, 4, 2) LIMIT 20");
        foreach (var facet in Facets) Add($"SELECT p.{facet}, count(*) FROM words w JOIN products p ON p.number = w.rowid WHERE words MATCH $query GROUP BY 1");
    }

    public int Find(string query)
    {
        var match = string.Join(" AND ", query.Split(' ').Select(word => $"\"{word}\"")) + " *";
        var rows = 0;
        foreach (var command in _commands)
        {
            command.Parameters[0].Value = match;
            using var row = command.ExecuteReader();
            while (row.Read()) rows++;
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _commands) command.Dispose();
        _connection.Dispose();
    }

    private void Add(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$query", SqliteType.Text);
        command.Prepare();
        _commands.Add(command);
    }

    private void Insert(string sql, IEnumerable<object[]> rows)
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = sql;
        foreach (var row in rows)
        {
            insert.Parameters.Clear();
            foreach (var (place, value) in row.Index()) insert.Parameters.AddWithValue($"${place}", value);
            insert.ExecuteNonQuery();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
