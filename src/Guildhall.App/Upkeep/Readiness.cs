using System.Collections.Concurrent;

namespace Guildhall.App.Upkeep;

/// <summary>How a part of the server is; the worst part is how the server is.</summary>
public enum PartState
{
    Ready,

    /// <summary>It serves, and something beside it does not work (AWS cannot be reached, say).</summary>
    Degraded,

    /// <summary>It does not serve yet, or not any more.</summary>
    NotReady,
}

/// <summary>What the server's parts say of themselves. Thread-safe.</summary>
public sealed class Readiness
{
    private readonly ConcurrentDictionary<string, PartState> _parts = new();

    /// <summary>The worst state of all parts; ready when there are none.</summary>
    public PartState State => _parts.Values.DefaultIfEmpty().Max();

    /// <summary>A part says how it is from now on. A part to be waited for says <see cref="PartState.NotReady"/> before the server starts.</summary>
    public void Report(string part, PartState state) => _parts[part] = state;
}
