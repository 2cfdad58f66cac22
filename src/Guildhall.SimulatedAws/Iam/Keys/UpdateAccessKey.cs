using Guildhall.SimulatedAws.Iam.Users;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Keys;

/// <summary>Switches a key off or on.</summary>
internal static class UpdateAccessKey
{
    public static readonly QueryOperation Operation = new("UpdateAccessKey", Handle) { Resource = UserArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var id = call.Input.Text("AccessKeyId", Rules.AccessKeyId);
        var status = call.Input.Word("Status", "Active", "Inactive");
        if (KeyOwner.Find(call) is not { } owner) return KeyOwner.Missing(call);
        if (owner.FindKey(call, id) is not { } key) return Refusals.NoKey(id);
        call.State.Tables.Keys.Put(key with { Active = status == "Active" });
        return OperationResult.Empty;
    }
}
