using Guildhall.SimulatedAws.Reports.Delivery;
using Guildhall.SimulatedAws.Simulation;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>What a call works on: the records, the time, and the sources of ids and secrets. Used under the world's lock only.</summary>
internal sealed class WorldState(SimulationOptions options, Tables tables, IdSource ids, SecretSource secrets, TimeProvider clock)
{
    public SimulationOptions Options => options;

    public Tables Tables => tables;

    public Indexes Indexes { get; } = new(tables);

    public IdSource Ids => ids;

    /// <summary>Chance for what the world does now and then. It is not kept, so that reading never writes.</summary>
    public IdSource Dice { get; } = new(ids.State);

    /// <summary>What shall go wrong.</summary>
    public Faults Faults { get; } = new(new IdSource(ids.State));

    /// <summary>Files of reports, as they were made for somebody.</summary>
    public DeliveredFiles Files { get; } = new();

    public SecretSource Secrets => secrets;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Draws ids until one is free.</summary>
    public static string Fresh(Func<string> draw, Func<string, bool> taken)
    {
        var id = draw();
        while (taken(id)) id = draw();
        return id;
    }
}
