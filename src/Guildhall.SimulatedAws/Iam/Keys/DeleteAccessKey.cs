using Guildhall.SimulatedAws.Iam.Users;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Keys;

/// <summary>Removes a key for good.</summary>
internal static class DeleteAccessKey
{
    public static readonly QueryOperation Operation = new("DeleteAccessKey", Handle) { Resource = UserArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var id = call.Input.Text("AccessKeyId", Rules.AccessKeyId);
        if (KeyOwner.Find(call) is not { } owner) return KeyOwner.Missing(call);
        if (owner.FindKey(call, id) is null) return Refusals.NoKey(id);
        call.State.Tables.Keys.Remove(id);
        return OperationResult.Empty;
    }
}
