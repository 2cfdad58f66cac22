using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Identity;

/// <summary>A role, as far as Guildhall looks at it.</summary>
public sealed record DescribedRole(string Name, string Arn);

/// <summary>IAM. Each method is one call, tried again by the connection's rule. aws-operations.md A.9.</summary>
public sealed partial class IamClient(AwsConnection connection)
{
    private readonly QueryApi _api = new(connection, AwsService.Iam, "2010-05-08");

    /// <summary><see cref="CloudTrouble.NotFound"/> when the account has no such role.</summary>
    public Task<CloudAnswer<DescribedRole>> GetRoleAsync(string name, CancellationToken cancellationToken) =>
        _api.CallAsync(
            "GetRole",
            [("RoleName", name)],
            result => result.Element("Role") is { } role && role.Element("RoleName")?.Value == name && role.Element("Arn") is { } arn
                ? new DescribedRole(name, arn.Value)
                : null,
            cancellationToken);

    /// <summary>
    /// Makes the service's role. AWS answers a second call with InvalidInput: ask <see cref="GetRoleAsync"/> first and afterwards.
    /// </summary>
    public Task<CloudAnswer<DescribedRole>> CreateServiceLinkedRoleAsync(string servicePrincipal, CancellationToken cancellationToken) =>
        _api.CallAsync(
            "CreateServiceLinkedRole",
            [("AWSServiceName", servicePrincipal)],
            result => result.Element("Role") is { } role && role.Element("RoleName") is { } name && role.Element("Arn") is { } arn
                ? new DescribedRole(name.Value, arn.Value)
                : null,
            cancellationToken);
}
