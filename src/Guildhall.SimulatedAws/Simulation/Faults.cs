using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>The faults that are set, in the order set. They are not kept over a restart.</summary>
internal sealed class Faults(IdSource dice)
{
    private readonly Lock _turn = new();
    private readonly List<Planned> _planned = [];

    /// <summary>Sets a fault for the next <paramref name="count"/> calls it hits, or for ever.</summary>
    public void Add(Fault fault, int? count)
    {
        lock (_turn) _planned.Add(new Planned(fault) { Left = count });
    }

    /// <summary>Sets a fault as <see cref="Add"/> does, and takes all others away; no call comes between.</summary>
    public void Replace(Fault fault, int? count)
    {
        lock (_turn)
        {
            _planned.Clear();
            _planned.Add(new Planned(fault) { Left = count });
        }
    }

    public void Clear()
    {
        lock (_turn) _planned.Clear();
    }

    /// <summary>The fault that hits this call, if any; the first that does.</summary>
    public Fault? Draw(string service, string operation)
    {
        lock (_turn)
        {
            var hit = _planned.Find(planned => planned.Fault.Hits(service, operation) && dice.Fraction() < planned.Fault.Probability);
            if (hit is { Left: not null } && --hit.Left == 0) _planned.Remove(hit);
            return hit?.Fault;
        }
    }

    private sealed class Planned(Fault fault)
    {
        public Fault Fault => fault;

        public int? Left { get; set; }
    }
}
