using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>A role as the wire has it.</summary>
internal static class RoleShape
{
    public static OperationResult Result(Role role) => OperationResult.Xml(new XElement("Result", new XElement("Role", Members(role, true))));

    public static object[] Members(Role role, bool withTags) =>
    [
        new XElement("Path", role.Path),
        new XElement("RoleName", role.Name),
        new XElement("RoleId", role.UniqueId),
        new XElement("Arn", role.Arn),
        new XElement("CreateDate", WireTime.Text(role.CreatedAt)),
        new XElement("AssumeRolePolicyDocument", PolicyText.Encode(role.TrustPolicy)),
        .. role.Description is { } description ? [new XElement("Description", description)] : Array.Empty<object>(),
        new XElement("MaxSessionDuration", role.MaxSessionDuration),
        .. withTags && TagForm.Write(role.Tags) is { } tags ? [tags] : Array.Empty<object>(),
    ];
}
