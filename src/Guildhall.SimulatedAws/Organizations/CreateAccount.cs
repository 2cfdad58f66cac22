namespace Guildhall.SimulatedAws.Organizations;

internal static class CreateAccount
{
    public const string DefaultRoleName = "OrganizationAccountAccessRole";
}
