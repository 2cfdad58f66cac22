namespace Guildhall.SimulatedAws.Records;

internal sealed record OrganizationalUnit(string Id, string OrganizationId, string ParentId, string Name) : IRecord;
