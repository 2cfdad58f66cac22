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
    private readonly GroupMap _groups;

    public CostTable(ReportWish wish)
    {
        _wish = wish;
        _texts = [.. Enumerable.Range(0, KeyParts.Tags + wish.TagKeys.Length).Select(_ => new TextPool())];
        _groups = new GroupMap(_texts.Length);
        foreach (var usageType in wish.UsageTypes) _texts[KeyParts.UsageType].Take(usageType);
    }

    /// <summary>How many costs there are.</summary>
    public int Groups => _groups.Count;

    /// <summary>The costs, in no order; made as they are asked for.</summary>
    public IEnumerable<Cost> Costs()
    {
        for (var group = 0; group < _groups.Count; group++)
        {
            var key = _groups.KeyOf(group);
            var sums = _groups.SumsOf(group);
            yield return new Cost(_wish.Period.AddDays(key[KeyParts.Day] - 1), Key(key), sums.Unblended, sums.Net, sums.Amortised, sums.Rows);
        }
    }

    /// <summary>Adds all costs of another table, of the very same wish. Refused, and of no more use, when a sum is more than an amount holds or there are too many groups.</summary>
    public Problem? Merge(CostTable other)
    {
        if (!ReferenceEquals(_wish, other._wish)) throw new ArgumentException("The tables are of different wishes.", nameof(other));
        int[][] numbers = [.. _texts.Zip(other._texts, (mine, theirs) => mine.Take(theirs))];
        var key = new int[_texts.Length];
        for (var group = 0; group < other._groups.Count; group++)
        {
            var theirs = other._groups.KeyOf(group);
            key[KeyParts.Day] = theirs[KeyParts.Day];
            for (var part = KeyParts.Day + 1; part < key.Length; part++) key[part] = numbers[part][theirs[part]];
            if (!_groups.TryAdd(key, other._groups.SumsOf(group))) return ReportProblems.SumTooLarge();
            if (Exceeds(_wish.Limits)) return ReportProblems.TooManyGroups(_wish.Limits.Groups);
        }

        return null;
    }

    /// <summary>Whether there is more in it than memory should hold.</summary>
    internal bool Exceeds(ReadLimits limits) => _groups.Count > limits.Groups || Array.Exists(_texts, t => t.Bytes > MostTextBytes);

    internal TextPool Texts(int part) => _texts[part];

    /// <summary>False, and nothing added, when the sum of the group is more than an amount holds.</summary>
    internal bool TryAdd(ReadOnlySpan<int> key, in CostSums sums) => _groups.TryAdd(key, sums);

    private CostKey Key(ReadOnlySpan<int> key) => new()
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
