namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>How use of a meter goes over the days.</summary>
internal enum Rhythm
{
    Steady,

    /// <summary>Less at weekends.</summary>
    Working,
}

/// <summary>What lowers the price of a meter for those who have committed themselves.</summary>
internal enum Commitment
{
    None,
    SavingsPlan,
    Reservation,
}

/// <summary>One thing that a service counts.</summary>
/// <param name="Usage">The usage type without the region before it.</param>
/// <param name="Rate">US dollars for a unit, in the cheapest regions.</param>
/// <param name="PerDay">Units that an account of ordinary size uses in a day.</param>
internal sealed record Meter(string Usage, string Operation, string Unit, decimal Rate, double PerDay, Rhythm Rhythm, string Family, string Text)
{
    /// <summary>Counted in whole units.</summary>
    public bool Whole { get; init; }

    public Commitment Commitment { get; init; }

    /// <summary>The type of machine, for what runs on one.</summary>
    public string InstanceType => Usage.StartsWith("BoxUsage:", StringComparison.Ordinal) || Usage.StartsWith("InstanceUsage:", StringComparison.Ordinal) ? Usage[(Usage.IndexOf(':', StringComparison.Ordinal) + 1)..] : "";
}

/// <summary>A service of AWS.</summary>
/// <param name="Code">Its product code.</param>
/// <param name="Share">How many of all accounts use it, 0 to 1.</param>
internal sealed record BilledService(string Code, string Name, double Share, params Meter[] Meters)
{
    /// <summary>It is in no region.</summary>
    public bool Global { get; init; }
}
