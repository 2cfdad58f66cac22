using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Iam.Users;

/// <summary>The user a call is about.</summary>
internal static class UserArn
{
    /// <summary>The ARN for policies: of the user named, of a user to be, or of the caller when none is named.</summary>
    public static string Of(QueryCall call)
    {
        if (call.Input.Raw("UserName") is not { } name) return call.Caller.Arn;
        return call.FindUser(name)?.Arn ?? $"arn:aws:iam::{call.AccountId}:user{call.Input.Raw("Path") ?? "/"}{name}";
    }

    public static User? FindUser(this QueryCall call, string name) => call.State.Tables.Users.Find(Names.Of(call.AccountId, name));
}
