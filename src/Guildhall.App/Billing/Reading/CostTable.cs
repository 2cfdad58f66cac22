using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>
/// The costs of one billing period while they are read, added up by day and <see cref="CostKey"/>. Memory grows with the groups, not with the rows. Not for
/// several threads: files that are read side by side have a table each, which are merged.
/// </summary>
public sealed class CostTable
{
    /// <summary>Of one part of all keys.</summary>
    private const int MostTextBytes = 256 << 20;

    private readonly ReportWish _wish;
    private readonly TextPool[] _texts;
    private readonly KeyMap _keys;
    private readonly SumMap _sums = new();

    public CostTable(ReportWish wish)
    {
        _wish = wish;
        _texts = [.. Enumerable.Range(0, KeyParts.Tags + wish.TagKeys.Length).Select(_ => new TextPool())];
        _keys = new KeyMap(_texts.Length);
        foreach (var usageType in wish.UsageTypes) _texts[KeyParts.UsageType].Take(usageType);
    }

    /// <summary>How many costs there are.</summary>
    public int Groups => _sums.Count;

    /// <summary>The costs, those of a key one after another and by day; made as they are asked for.</summary>
    public IEnumerable<Cost> Costs()
    {
        var keys = new CostKey?[_keys.Count];
        foreach (var (key, day, sums) in _sums.InOrder)
        {
            yield return new Cost(_wish.Period.AddDays(day - 1), keys[key] ??= Key(_keys.KeyOf(key)), sums.Unblended, sums.Net, sums.Amortised, sums.Rows);
        }
    }

    /// <summary>Adds all costs of another table, of the very same wish. Refused, and of no more use, when a sum is more than an amount holds or there are too many groups.</summary>
    public Problem? Merge(CostTable other)
    {
        if (!ReferenceEquals(_wish, other._wish)) throw new ArgumentException("The tables are of different wishes.", nameof(other));
        var keys = Keys(other);
        foreach (var (key, day, sums) in other._sums.All)
        {
            if (!_sums.TryAdd(keys[key], day, sums)) return ReportProblems.SumTooLarge();
        }

        return Exceeds(_wish.Limits) ? ReportProblems.TooManyGroups(_wish.Limits.Groups) : null;
    }

    /// <summary>Whether there is more in it than memory should hold.</summary>
    internal bool Exceeds(ReadLimits limits) => _sums.Count > limits.Groups || Array.Exists(_texts, t => t.Bytes > MostTextBytes);

    internal TextPool Texts(int part) => _texts[part];

    /// <summary>False, and nothing added, when the sum of the group is more than an amount holds.</summary>
    internal bool TryAdd(ReadOnlySpan<int> key, int day, in CostSums sums) => _sums.TryAdd(_keys.Take(key), day, sums);

    /// <summary>The number here for each key there.</summary>
    private int[] Keys(CostTable other)
    {
        int[][] texts = [.. _texts.Zip(other._texts, (mine, theirs) => mine.Take(theirs))];
        var (numbers, key) = (new int[other._keys.Count], new int[_texts.Length]);
        for (var number = 0; number < numbers.Length; number++)
        {
            var theirs = other._keys.KeyOf(number);
            for (var part = 0; part < key.Length; part++) key[part] = texts[part][theirs[part]];
            numbers[number] = _keys.Take(key);
        }

        return numbers;
    }

    internal CostKey Key(ReadOnlySpan<int> key) => new()
    {
        Account = new AccountId(Text(key, KeyParts.Account)),
        BillingEntity = Text(key, KeyParts.BillingEntity),
        LegalEntity = Text(key, KeyParts.LegalEntity),
        ProductCode = Text(key, KeyParts.ProductCode),
        ProductName = Text(key, KeyParts.ProductName),
        LineItemType = Text(key, KeyParts.LineItemType),
        Region = Text(key, KeyParts.Region),
        UsageType = Text(key, KeyParts.UsageType),
        Currency = Text(key, KeyParts.Currency),
        InvoiceId = Text(key, KeyParts.InvoiceId),
        AgreementId = Text(key, KeyParts.AgreementId),
        Tags = key.Length == KeyParts.Tags ? TagValues.None : new TagValues(Tags(key)),
    };

    private ImmutableArray<string> Tags(ReadOnlySpan<int> key)
    {
        var tags = ImmutableArray.CreateBuilder<string>(key.Length - KeyParts.Tags);
        for (var part = KeyParts.Tags; part < key.Length; part++) tags.Add(Text(key, part));
        return tags.MoveToImmutable();
    }

    private string Text(ReadOnlySpan<int> key, int part) => _texts[part].Text(key[part]);
}
