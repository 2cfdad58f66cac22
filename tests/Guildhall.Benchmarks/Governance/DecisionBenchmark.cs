using System.Collections.Frozen;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Domain.Governance;

namespace Guildhall.Benchmarks.Governance;

/// <summary>
/// "May this account buy this product", 50,000 accounts by 30,000 products. Goals: at most 5 look-ups of a FrozenDictionary, no allocation, at
/// most 1.5 times as long for ten times the accounts, at least 20 times as fast as SQLite with everything precomputed.
/// </summary>
internal static class DecisionBenchmark
{
    private const int Rounds = 9, SqliteQuestions = 20_000;

    public static Task Run(Report report)
    {
        var (small, large) = (new Side(5_000, 30_000), new Side(50_000, 30_000));
        using var sqlite = new SqlitePeer(large.World, large.Snapshot);
        Agree(large, sqlite);
        var accounts = large.World.Accounts.Select((id, i) => (id, i)).ToFrozenDictionary(a => a.id, a => a.i, StringComparer.Ordinal);
        var results = Contest.Run(
            Rounds,
            new Entrant("one FrozenDictionary look-up, 50k accounts", Questions.Count, () => LookUp(accounts, large.Questions)),
            new Entrant("decision, 50k accounts x 30k products", Questions.Count, () => Ask(large)),
            new Entrant("decision, 5k accounts x 30k products", Questions.Count, () => Ask(small)),
            new Entrant("decision by numbers, 50k x 30k", Questions.Count, () => AskNumbers(large)),
            new Entrant("SQLite, all precomputed, one prepared statement", SqliteQuestions, () => Ask(sqlite, large.Questions, SqliteQuestions)));
        report.Time(results[0]);
        report.Time(results[1], results[0]);
        report.Time(results[1], results[2]);
        report.Time(results[2], results[0]);
        report.Time(results[3], results[0]);
        report.Time(results[4], results[1]);
        report.Count($"bytes allocated by {Questions.Count:N0} decisions", Allocated(large), "B");
        return Task.CompletedTask;
    }

    private static void Agree(Side side, SqlitePeer sqlite)
    {
        for (var i = 0; i < 20_000; i++)
        {
            var (account, product) = (side.Questions.Accounts[i], side.Questions.Products[i]);
            if (sqlite.Allows(account, product) != (side.Snapshot.Decide(account, product).Decision == Decision.Allow))
                throw new InvalidOperationException($"{account} and {product}: SQLite answers otherwise.");
        }
    }

    private static int LookUp(FrozenDictionary<string, int> accounts, Questions questions)
    {
        var sum = 0;
        foreach (var account in questions.Accounts) sum += accounts.TryGetValue(account, out var number) ? number : 1;
        return sum;
    }

    private static int Ask(Side side)
    {
        var (allowed, snapshot, accounts, products) = (0, side.Snapshot, side.Questions.Accounts, side.Questions.Products);
        for (var i = 0; i < accounts.Length; i++)
        {
            if (snapshot.Decide(accounts[i], products[i]).Decision == Decision.Allow) allowed++;
        }

        return allowed;
    }

    private static int AskNumbers(Side side)
    {
        var (allowed, snapshot, nodes, numbers) = (0, side.Snapshot, side.Questions.Nodes, side.Questions.Numbers);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (snapshot.Decide(nodes[i], numbers[i]).Decision == Decision.Allow) allowed++;
        }

        return allowed;
    }

    private static int Ask(SqlitePeer sqlite, Questions questions, int many)
    {
        var allowed = 0;
        for (var i = 0; i < many; i++)
        {
            if (sqlite.Allows(questions.Accounts[i], questions.Products[i])) allowed++;
        }

        return allowed;
    }

    private static long Allocated(Side side)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask(side);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Side
    {
        public Side(int accounts, int products)
        {
            World = new Installation(accounts, products);
            Snapshot = GovernanceSnapshot.Build(World.Marketplace, World.Catalogue);
            Questions = new Questions(World, Snapshot);
        }

        public Installation World { get; }

        public GovernanceSnapshot Snapshot { get; }

        public Questions Questions { get; }
    }
}
