using Guildhall.SimulatedAws.Iam.Roles;
using Guildhall.SimulatedAws.Iam.Users;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>What policies can be given to. Users and roles have the same operations for it under different names.</summary>
/// <param name="Kind">The word in the operations' names.</param>
/// <param name="Name">The form of the names of existing ones; operations on managed policies are stricter.</param>
/// <param name="InlineQuota">How many characters all inline policies may have together, white space aside.</param>
/// <param name="Arn">The ARN of the one a call is about, for policies.</param>
/// <param name="Find">The one a call is about, by name.</param>
/// <param name="Missing">The error when there is none of that name.</param>
internal sealed record Holder(
    string Kind, TextRule Name, int InlineQuota, Func<QueryCall, string> Arn, Func<QueryCall, string, Held?> Find, Func<string, WireError> Missing)
{
    public static readonly Holder User = new("User", Rules.UserName, 2048, UserArn.Of, FindUser, Refusals.NoUser);
    public static readonly Holder Role = new("Role", Rules.RoleName, 10_240, RoleArn.Of, FindRole, Refusals.NoRole);

    /// <summary>Reads who the call is about; null when there is none, and the call is then answered with <see cref="Refuse"/>.</summary>
    public Held? Read(QueryCall call, TextRule? rule = null)
    {
        var name = call.Input.Text(Kind + "Name", rule ?? Name);
        return call.Input.Fault is null ? Find(call, name) : null;
    }

    public WireError Refuse(QueryCall call) => call.Input.Fault ?? Missing(call.Input.Raw(Kind + "Name") ?? "");

    private static Held? FindUser(QueryCall call, string name) => call.FindUser(name) is { } user
        ? new Held(user.Name, user.Permissions, false, permissions => call.State.Tables.Users.Put(user with { Permissions = permissions }))
        : null;

    private static Held? FindRole(QueryCall call, string name) => call.FindRole(name) is { } role
        ? new Held(role.Name, role.Permissions, role.LinkedService is not null, permissions => call.State.Tables.Roles.Put(role with { Permissions = permissions }))
        : null;
}

/// <summary>One user or role and what it may do; a locked one is changed by its service alone.</summary>
internal sealed record Held(string Name, Permissions Permissions, bool IsLocked, Action<Permissions> Put);
