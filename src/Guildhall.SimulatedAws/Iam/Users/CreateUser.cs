using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Users;

/// <summary>Makes a user without any right.</summary>
internal static class CreateUser
{
    public static readonly QueryOperation Operation = new("CreateUser", Handle) { Resource = UserArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var user = new User
        {
            AccountId = call.AccountId,
            Name = call.Input.Text("UserName", Rules.NewUserName),
            Path = call.Input.OptionalText("Path", Rules.Path) ?? "/",
            UniqueId = call.State.Ids.User(),
            CreatedAt = call.State.Now,
            Tags = call.Input.Tags(),
        };
        if (call.Input.Has("PermissionsBoundary")) call.Input.Blame("The simulated AWS knows no permissions boundaries.");
        if (call.Input.Fault is { } fault) return fault;
        if (call.FindUser(user.Name) is not null) return Refusals.Exists("user", user.Name);
        if (call.State.Indexes.Users.Of(call.AccountId).Count >= Rules.UsersPerAccount) return Refusals.Limit("UsersPerAccount", Rules.UsersPerAccount);
        call.State.Tables.Users.Put(user);
        return OperationResult.Xml(new XElement("Result", new XElement("User", UserShape.Members(user, true))));
    }
}
