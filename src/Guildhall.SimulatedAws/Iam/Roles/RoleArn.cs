using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>The role a call is about.</summary>
internal static class RoleArn
{
    /// <summary>The ARN for policies: of the role named, or of a role to be.</summary>
    public static string Of(QueryCall call)
    {
        var name = call.Input.Raw("RoleName") ?? "";
        return call.FindRole(name)?.Arn ?? $"arn:aws:iam::{call.AccountId}:role{call.Input.Raw("Path") ?? "/"}{name}";
    }

    /// <summary>The ARN for policies of a service-linked role to be, by the service's name.</summary>
    public static string OfService(QueryCall call)
    {
        var principal = call.Input.Raw("AWSServiceName") ?? "";
        return LinkedService.Find(principal)?.ArnIn(call.AccountId) ?? $"arn:aws:iam::{call.AccountId}:role/aws-service-role/{principal}/*";
    }

    public static Role? FindRole(this QueryCall call, string name) => call.State.Tables.Roles.Find(Names.Of(call.AccountId, name));
}
