using System.Collections.Immutable;

namespace Guildhall.Domain.Billing.Spend;

/// <summary>
/// A month's costs of an organization, by account and subject, in columns: ten thousand accounts with twenty products each are added up in a millisecond. It never changes; another
/// version of the report is another object.
/// </summary>
public sealed class SpendMonth
{
    private readonly int[] _accounts;
    private readonly int[] _subjects;
    private readonly long[][] _costs;

    private SpendMonth(ImmutableArray<string> accounts, ImmutableArray<SpendSubject> subjects, int[] accountOf, int[] subjectOf, long[][] costs) =>
        (Accounts, Subjects, _accounts, _subjects, _costs) = (accounts, subjects, accountOf, subjectOf, costs);

    /// <summary>Each account that has a cost, once.</summary>
    public ImmutableArray<string> Accounts { get; }

    /// <summary>Each subject that has a cost, once.</summary>
    public ImmutableArray<SpendSubject> Subjects { get; }

    /// <summary>Entries of one account and subject may come more than once: they are added up where they are asked for.</summary>
    public static SpendMonth Of(IEnumerable<SpendEntry> entries)
    {
        var (accounts, subjects) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<SpendSubject, int>());
        var (accountOf, subjectOf) = (new List<int>(), new List<int>());
        List<long>[] costs = [[], [], []];
        foreach (var entry in entries)
        {
            accountOf.Add(NumberOf(accounts, entry.Account));
            subjectOf.Add(NumberOf(subjects, entry.Subject));
            costs[(int)SpendCost.Unblended].Add(entry.Unblended);
            costs[(int)SpendCost.Net].Add(entry.Net);
            costs[(int)SpendCost.Amortised].Add(entry.Amortised);
        }

        return new SpendMonth([.. accounts.Keys], [.. subjects.Keys], [.. accountOf], [.. subjectOf], Columns(costs));
    }

    /// <summary>The sum of each account that counts and has any cost that does.</summary>
    public IEnumerable<KeyValuePair<string, SpendAmount>> ByAccount(SpendChoice choice)
    {
        var halves = PlacesOf(choice.Subjects);
        if (Array.TrueForAll(halves, half => half < 0)) yield break;
        var (sums, met) = (new Int128[Accounts.Length * 2], new bool[Accounts.Length]);
        var costs = _costs[(int)choice.Cost];
        for (var i = 0; i < costs.Length; i++)
        {
            var half = halves[_subjects[i]];
            if (half < 0) continue;
            sums[(_accounts[i] * 2) + half] += costs[i];
            met[_accounts[i]] = true;
        }

        for (var account = 0; account < met.Length; account++)
        {
            if (met[account] && choice.Accounts?.Invoke(Accounts[account]) != false)
                yield return new(Accounts[account], new SpendAmount(new AmountSum(sums[account * 2]), new AmountSum(sums[(account * 2) + 1])));
        }
    }

    /// <summary>The sum of each subject that counts and has any cost that does.</summary>
    public IEnumerable<KeyValuePair<SpendSubject, AmountSum>> BySubject(SpendChoice choice)
    {
        bool[] subjects = [.. Subjects.Select(s => choice.Subjects(s))];
        if (Array.TrueForAll(subjects, counts => !counts)) yield break;
        var (sums, met) = (new Int128[Subjects.Length], new bool[Subjects.Length]);
        var accounts = choice.Accounts is { } counts ? Accounts.Select(a => counts(a)).ToArray() : null;
        var costs = _costs[(int)choice.Cost];
        for (var i = 0; i < costs.Length; i++)
        {
            if (!subjects[_subjects[i]] || accounts?[_accounts[i]] == false) continue;
            sums[_subjects[i]] += costs[i];
            met[_subjects[i]] = true;
        }

        for (var subject = 0; subject < met.Length; subject++)
        {
            if (met[subject]) yield return new(Subjects[subject], new AmountSum(sums[subject]));
        }
    }

    /// <summary>Each cost as invoiced, of accounts and subjects that count, by what is made of these: for what needs both. What is made of them is made once for each, not for each cost.</summary>
    /// <param name="account">Null for one that does not count.</param>
    /// <param name="subject">Likewise. A month in which none counts costs no more than a look at its subjects.</param>
    public IEnumerable<(TAccount Account, TSubject Subject, Amount Cost)> Each<TAccount, TSubject>(Func<string, TAccount?> account, Func<SpendSubject, TSubject?> subject)
        where TAccount : class
        where TSubject : class
    {
        TSubject?[] subjects = [.. Subjects.Select(subject)];
        if (Array.TrueForAll(subjects, s => s is null)) yield break;
        TAccount?[] accounts = [.. Accounts.Select(account)];
        for (var i = 0; i < _accounts.Length; i++)
        {
            if (subjects[_subjects[i]] is { } of && accounts[_accounts[i]] is { } by) yield return (by, of, new Amount(_costs[(int)SpendCost.Unblended][i]));
        }
    }

    /// <summary>Which half of a sum each subject counts to: 0 for AWS, 1 for AWS Marketplace, -1 for none.</summary>
    private int[] PlacesOf(Predicate<SpendSubject> counts) => [.. Subjects.Select(s => !counts(s) ? -1 : s.Marketplace ? 1 : 0)];

    private static int NumberOf<T>(Dictionary<T, int> numbers, T of)
        where T : notnull
    {
        if (!numbers.TryGetValue(of, out var number)) numbers.Add(of, number = numbers.Count);
        return number;
    }

    /// <summary>Costs that are the same in all lines are kept once: most organizations have no private discounts.</summary>
    private static long[][] Columns(List<long>[] costs)
    {
        var unblended = costs[0].ToArray();
        return [.. costs.Select(c => unblended.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(c)) ? unblended : c.ToArray())];
    }
}
