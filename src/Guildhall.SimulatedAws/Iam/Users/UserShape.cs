using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Iam.Users;

/// <summary>A user as the wire has it.</summary>
internal static class UserShape
{
    public static object[] Members(User user, bool withTags) =>
    [
        new XElement("Path", user.Path),
        new XElement("UserName", user.Name),
        new XElement("UserId", user.UniqueId),
        new XElement("Arn", user.Arn),
        new XElement("CreateDate", WireTime.Text(user.CreatedAt)),
        .. withTags && TagForm.Write(user.Tags) is { } tags ? [tags] : Array.Empty<object>(),
    ];
}
