namespace Guildhall.SimulatedAws.Records;

/// <summary>One stored thing of the world: kept in memory and as one row of the data file.</summary>
internal interface IRecord
{
    string Id { get; }
}
