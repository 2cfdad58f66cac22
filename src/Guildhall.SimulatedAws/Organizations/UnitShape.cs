using System.Text.Json;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>An organizational unit as the wire has it.</summary>
internal sealed record UnitShape(string Id, string Arn, string Name, string? Path)
{
    public static UnitShape Of(OrganizationsCall call, OrganizationalUnit unit) => new(
        unit.Id,
        Arns.Unit(call.Organization, unit.Id),
        unit.Name,
        call.State.Options.ListPaths ? call.State.PathOf(call.Organization, unit.Id) : null);

    public void WriteNamed(Utf8JsonWriter json)
    {
        json.WritePropertyName("OrganizationalUnit");
        Write(json);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("Id", Id);
        json.WriteString("Arn", Arn);
        json.WriteString("Name", Name);
        if (Path is not null) json.WriteString("Path", Path);
        json.WriteEndObject();
    }
}
