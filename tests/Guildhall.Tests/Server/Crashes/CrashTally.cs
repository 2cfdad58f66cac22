using System.Collections.Concurrent;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Where the server was killed, and how often.</summary>
internal sealed class CrashTally
{
    private readonly ConcurrentDictionary<string, int> _kills = new(StringComparer.Ordinal);
    private int _sets;

    public int Kills => _kills.Values.Sum();

    /// <param name="fault">The point that was to kill it; null for a moment of chance.</param>
    /// <param name="reached">Whether it ended there; otherwise it was killed when the work was done.</param>
    public void Add(string? fault, bool reached) =>
        _kills.AddOrUpdate(fault is null ? "at a moment of chance" : reached ? fault : $"after the work, {fault} not reached", 1, (_, n) => n + 1);

    public void AddSets(int count) => Interlocked.Add(ref _sets, count);

    /// <summary>Points at which no kill took place.</summary>
    public IEnumerable<string> Missing(IEnumerable<string?> points) => points.OfType<string>().Where(p => !_kills.ContainsKey(p));

    public override string ToString() => $"{Kills} kills, {_sets} sets sent; " + string.Join(", ", _kills.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Value} {k.Key}"));
}
