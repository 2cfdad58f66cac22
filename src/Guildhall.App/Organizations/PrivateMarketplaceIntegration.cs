namespace Guildhall.App.Organizations;

/// <summary>The names of the private marketplace on the AWS side. aws-operations.md B.</summary>
public static class PrivateMarketplaceIntegration
{
    public const string ServicePrincipal = "private-marketplace.marketplace.amazonaws.com";

    public const string Role = "AWSServiceRoleForPrivateMarketplaceAdmin";
}
