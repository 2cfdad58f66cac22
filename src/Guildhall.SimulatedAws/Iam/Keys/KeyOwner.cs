using Guildhall.SimulatedAws.Iam.Users;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Iam.Keys;

/// <summary>Whose keys a call is about: a user's, or the root user's when no user is named and the root user calls.</summary>
internal sealed record KeyOwner(string AccountId, string? UserName)
{
    public string Id => AccessKey.OwnerOf(AccountId, UserName);

    /// <summary>The owner, or null with a fault on the input or for a user that does not exist.</summary>
    public static KeyOwner? Find(QueryCall call)
    {
        var name = call.Input.OptionalText("UserName", Rules.UserName) ?? call.Caller.UserName;
        if (name is null && call.Caller.IsRole) call.Input.Blame("A role must name the user.");
        if (call.Input.Fault is not null) return null;
        if (name is null) return new KeyOwner(call.AccountId, null);
        return call.FindUser(name) is { } user ? new KeyOwner(call.AccountId, user.Name) : null;
    }

    /// <summary>The owner's key of an id, or null.</summary>
    public AccessKey? FindKey(QueryCall call, string id) => call.State.Tables.Keys.Find(id) is { } key && key.Owner == Id ? key : null;

    /// <summary>What to answer when <see cref="Find"/> found none.</summary>
    public static Wire.Dispatch.WireError Missing(QueryCall call) => call.Input.Fault ?? Refusals.NoUser(call.Input.Raw("UserName") ?? "");
}
