using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Iam.Users;

/// <summary>Tells about a user; without a name, about the caller, which must then not be a role (aws-operations.md A.9).</summary>
internal static class GetUser
{
    public static readonly QueryOperation Operation = new("GetUser", Handle) { Resource = UserArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var name = call.Input.OptionalText("UserName", Rules.UserName) ?? call.Caller.UserName;
        if (name is null && call.Caller.IsRole) call.Input.Blame("A role must name the user.");
        if (call.Input.Fault is { } fault) return fault;
        if (name is null) return Result(Root(call));
        return call.FindUser(name) is { } user ? Result(UserShape.Members(user, true)) : Refusals.NoUser(name);
    }

    private static OperationResult Result(object[] members) => OperationResult.Xml(new XElement("Result", new XElement("User", members)));

    private static object[] Root(QueryCall call)
    {
        Account account = call.State.Tables.Accounts.Get(call.AccountId);
        return
        [
            new XElement("UserId", account.Id),
            new XElement("Arn", call.Caller.Arn),
            new XElement("CreateDate", WireTime.Text(account.CreatedAt)),
        ];
    }
}
