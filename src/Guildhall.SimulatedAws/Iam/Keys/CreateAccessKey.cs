using System.Xml.Linq;
using Guildhall.SimulatedAws.Iam.Users;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Iam.Keys;

/// <summary>Makes an access key; its secret is told this once.</summary>
internal static class CreateAccessKey
{
    public static readonly QueryOperation Operation = new("CreateAccessKey", Handle) { Resource = UserArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        if (KeyOwner.Find(call) is not { } owner) return KeyOwner.Missing(call);
        if (call.State.Indexes.Keys.Of(owner.Id).Count >= Rules.KeysPerUser) return Refusals.Limit("AccessKeysPerUser", Rules.KeysPerUser);
        var key = call.State.NewKey(owner.AccountId, owner.UserName);
        return OperationResult.Xml(new XElement("Result", new XElement(
            "AccessKey",
            owner.UserName is null ? null : new XElement("UserName", owner.UserName),
            new XElement("AccessKeyId", key.Id),
            new XElement("Status", "Active"),
            new XElement("SecretAccessKey", key.Secret),
            new XElement("CreateDate", WireTime.Text(key.CreatedAt)))));
    }
}
