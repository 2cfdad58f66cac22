using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>The drafts that were looked at last, in memory: they are made anew only when the report, the prices or the accounts are others.</summary>
internal sealed class KeptDrafts
{
    /// <summary>Lines that are kept at once, some hundred megabytes; the draft looked at last whatever it has.</summary>
    private const int Most = 300_000;

    private readonly Lock _lock = new();
    private readonly List<(string Tenant, BillingMonth Month, string Print, StatementDraft Draft)> _kept = [];

    /// <param name="print">What it is made of, as <see cref="DraftPrint"/> tells it.</param>
    public StatementDraft? Find(string tenant, BillingMonth month, string print)
    {
        lock (_lock)
        {
            var at = _kept.FindIndex(k => k.Tenant == tenant && k.Month == month && k.Print == print);
            if (at < 0) return null;
            var found = _kept[at];
            _kept.RemoveAt(at);
            _kept.Add(found);
            return found.Draft;
        }
    }

    public StatementDraft Keep(string tenant, string print, StatementDraft draft)
    {
        lock (_lock)
        {
            _kept.RemoveAll(k => k.Tenant == tenant && k.Month == draft.Month);
            _kept.Add((tenant, draft.Month, print, draft));
            while (_kept.Count > 1 && _kept.Sum(k => LinesOf(k.Draft)) > Most) _kept.RemoveAt(0);
        }

        return draft;
    }

    private static long LinesOf(StatementDraft draft) => draft.Statements.Sum(s => (long)s.Lines.Length);
}
