using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>Accounts and OUs that were known and have not been seen: each is to be asked for by name, once.</summary>
internal sealed class MissingNodes
{
    private readonly ReadingProgress _progress;
    private readonly Queue<string> _accounts;
    private readonly Queue<string> _units;

    /// <summary>
    /// Looks when all lists have been read. When fewer than half of the accounts are there, none is asked for: that is a fault anyway
    /// (<see cref="Reconcile"/>), and asking would take hours. Unless an operator accepts the loss: an incomplete list alone removes nothing (F-14).
    /// </summary>
    public MissingNodes(Organization? known, ReadingProgress progress)
    {
        _progress = progress;
        var nodes = known?.Tree.Nodes ?? [];
        var accounts = nodes.Where(n => n.Kind == NodeKind.Account).Select(n => n.Id.Value).ToList();
        _accounts = new Queue<string>(accounts.Where(IsOpen));
        _units = new Queue<string>(nodes.Where(n => n.Kind == NodeKind.OrganizationalUnit).Select(n => n.Id.Value).Where(IsOpen));
        if (_accounts.Count * 2 > accounts.Count && !progress.AcceptLoss) _accounts.Clear();
        Count = _accounts.Count + _units.Count;
    }

    /// <summary>How many there were.</summary>
    public int Count { get; }

    public string? NextAccount() => Next(_accounts);

    public string? NextUnit() => Next(_units);

    /// <summary>The next that has not been found meanwhile. It stays until then, so that a call that failed is made again.</summary>
    private string? Next(Queue<string> queue)
    {
        while (queue.TryPeek(out var id))
        {
            if (IsOpen(id)) return id;
            queue.Dequeue();
        }

        return null;
    }

    private bool IsOpen(string id) => !_progress.Accounts.ContainsKey(id) && !_progress.Units.ContainsKey(id) && !_progress.Gone.Contains(id);
}
