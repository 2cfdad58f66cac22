using Guildhall.App.Search;
using Guildhall.Tests.House;
using Microsoft.Data.Sqlite;

namespace Guildhall.Tests.App.Search;

/// <summary>
/// Issue 3, "Must show" 6: with typing errors and synonyms off, as many products are found as SQLite's FTS5 finds, for 400 stored queries. 30,000 products, and
/// 100,000 in the long runs.
/// </summary>
public sealed class FullTextTests
{
    private const string Queries = "tests/Guildhall.Tests/App/Search/queries.txt";

    [Fact]
    public void As_many_are_found_as_FTS5_finds_in_400_queries_over_30000_products() => Compare(30_000);

    [Fact]
    public void As_many_are_found_as_FTS5_finds_in_400_queries_over_100000_products()
    {
        if (!LongRun.Asked) Assert.Skip("Only in the long runs.");
        Compare(100_000);
    }

    private static void Compare(int products)
    {
        var queries = File.ReadAllLines(Checkout.At(Queries));
        Assert.Equal(400, queries.Length);
        SearchText[] texts = [.. GeneratedTexts.Make(products, longest: 300).Select(WithoutIdeographs)];
        var index = SearchIndex.Build(RandomTexts.Catalogue(texts), texts, Taxonomy.Seed);
        using var peer = new FullTextPeer(texts);
        var matching = new Matching(texts.Length);
        var found = 0;
        foreach (var query in queries)
        {
            var (_, counts, _, _) = new SearchRun(index, new SearchQuery(query) { Literal = true }, Synonyms.None, _ => true, null).Run(matching, null);
            Assert.True(peer.Count(query) == counts.Total, $"{query}: {counts.Total} found, FTS5 finds {peer.Count(query)}.");
            found += counts.Total;
        }

        Assert.True(found > 100_000, "The queries find too little to prove anything.");
    }

    /// <summary>Each ideograph is a word here; FTS5 takes it for a letter of the word beside it.</summary>
    private static SearchText WithoutIdeographs(SearchText text) => text with { Title = Plain(text.Title), Seller = Plain(text.Seller), Long = Plain(text.Long) };

    private static string Plain(string text) => string.Concat(text.Select(c => Letters.StandsAlone(c) ? 'x' : c));

    /// <summary>The same texts in a table of FTS5.</summary>
    private sealed class FullTextPeer : IDisposable
    {
        private readonly SqliteConnection _connection = new("Data Source=:memory:");
        private readonly SqliteCommand _count;

        public FullTextPeer(IReadOnlyList<SearchText> texts)
        {
            _connection.Open();
            Execute("CREATE VIRTUAL TABLE products USING fts5(words, content='', detail=none, tokenize='unicode61 remove_diacritics 2')");
            Execute("BEGIN");
            using var insert = _connection.CreateCommand();
            insert.CommandText = "INSERT INTO products (rowid, words) VALUES ($number, $words)";
            var (number, words) = (insert.Parameters.Add("$number", SqliteType.Integer), insert.Parameters.Add("$words", SqliteType.Text));
            foreach (var text in texts)
            {
                (number.Value, words.Value) = (text.Number, string.Join('\n', text.Texts(Taxonomy.Seed).Select(t => t.Text)));
                insert.ExecuteNonQuery();
            }

            Execute("COMMIT");
            _count = _connection.CreateCommand();
            _count.CommandText = "SELECT count(*) FROM products WHERE products MATCH $query";
            _count.Parameters.Add("$query", SqliteType.Text);
        }

        /// <summary>Every word, the last one also as a beginning.</summary>
        public long Count(string query)
        {
            _count.Parameters[0].Value = string.Join(" AND ", query.Split(' ').Select(word => $"\"{word}\"")) + " *";
            return (long)_count.ExecuteScalar()!;
        }

        public void Dispose()
        {
            _count.Dispose();
            _connection.Dispose();
        }

        private void Execute(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
