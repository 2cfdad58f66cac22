using Guildhall.SimulatedAws.Iam.Attachments;
using Guildhall.SimulatedAws.Iam.Keys;
using Guildhall.SimulatedAws.Iam.Roles;
using Guildhall.SimulatedAws.Iam.Users;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>The operations of IAM that the simulation answers.</summary>
internal static class IamOperations
{
    public const string Service = "iam";
    public const string Version = "2010-05-08";

    public static IReadOnlyList<QueryOperation> All { get; } =
    [
        CreateUser.Operation,
        GetUser.Operation,
        ListUsers.Operation,
        DeleteUser.Operation,
        CreateAccessKey.Operation,
        ListAccessKeys.Operation,
        UpdateAccessKey.Operation,
        DeleteAccessKey.Operation,
        CreateRole.Operation,
        GetRole.Operation,
        ListRoles.Operation,
        DeleteRole.Operation,
        UpdateAssumeRolePolicy.Operation,
        CreateServiceLinkedRole.Operation,
        DeleteServiceLinkedRole.Operation,
        GetServiceLinkedRoleDeletionStatus.Operation,
        .. Aliases.Operations,
        .. OwnPolicies.Operations,
        SimulatePrincipalPolicy.Operation,
        .. ForHolder(Holder.User),
        .. ForHolder(Holder.Role),
    ];

    private static IEnumerable<QueryOperation> ForHolder(Holder holder) =>
    [
        AttachPolicy.For(holder),
        DetachPolicy.For(holder),
        ListAttachedPolicies.For(holder),
        PutPolicy.For(holder),
        GetPolicy.For(holder),
        ListPolicies.For(holder),
        DeletePolicy.For(holder),
    ];
}
