using Guildhall.SimulatedAws.Organizations.Handshakes;
using Guildhall.SimulatedAws.Organizations.Policies;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>All operations of AWS Organizations that the simulation answers.</summary>
internal static class OrganizationsOperations
{
    public static IReadOnlyList<OrganizationsOperation> All { get; } =
    [
        CreateOrganization.Operation,
        DescribeOrganization.Operation,
        DeleteOrganization.Operation,
        EnableAllFeatures.Operation,
        ListRoots.Operation,
        CreateOrganizationalUnit.Operation,
        UpdateOrganizationalUnit.Operation,
        DeleteOrganizationalUnit.Operation,
        DescribeOrganizationalUnit.Operation,
        ListOrganizationalUnitsForParent.Operation,
        CreateAccount.Operation,
        DescribeCreateAccountStatus.Operation,
        ListCreateAccountStatus.Operation,
        DescribeAccount.Operation,
        ListAccounts.Operation,
        ListAccountsForParent.Operation,
        ListChildren.Operation,
        ListParents.Operation,
        MoveAccount.Operation,
        CloseAccount.Operation,
        RemoveAccountFromOrganization.Operation,
        LeaveOrganization.Operation,
        EnableAWSServiceAccess.Operation,
        DisableAWSServiceAccess.Operation,
        ListAWSServiceAccessForOrganization.Operation,
        RegisterDelegatedAdministrator.Operation,
        DeregisterDelegatedAdministrator.Operation,
        ListDelegatedAdministrators.Operation,
        ListDelegatedServicesForAccount.Operation,
        TagResource.Operation,
        UntagResource.Operation,
        ListTagsForResource.Operation,
        .. HandshakeOperations.All,
        .. PolicyOperations.All,
        .. AttachmentOperations.All,
    ];
}
