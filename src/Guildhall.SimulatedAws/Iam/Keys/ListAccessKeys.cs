using System.Xml.Linq;
using Guildhall.SimulatedAws.Iam.Users;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Iam.Keys;

/// <summary>Lists access keys without their secrets.</summary>
internal static class ListAccessKeys
{
    public static readonly QueryOperation Operation = new("ListAccessKeys", Handle) { Resource = UserArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var page = Paging.Read(call.Input);
        if (KeyOwner.Find(call) is not { } owner) return KeyOwner.Missing(call);
        var keys = call.State.Indexes.Keys.Of(owner.Id).All;
        return page.Of("AccessKeyMetadata", keys, id => Members(call.State.Tables.Keys.Get(id)));
    }

    private static object[] Members(AccessKey key) =>
    [
        .. key.UserName is { } name ? [new XElement("UserName", name)] : Array.Empty<object>(),
        new XElement("AccessKeyId", key.Id),
        new XElement("Status", key.Active ? "Active" : "Inactive"),
        new XElement("CreateDate", WireTime.Text(key.CreatedAt)),
    ];
}
