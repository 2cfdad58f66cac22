namespace Guildhall.App.Cloud.Organizations;

/// <summary>Trusted access and delegated administrators. aws-operations.md A.7.</summary>
public sealed partial class OrganizationsClient
{
    /// <summary>The principals of the services that have trusted access.</summary>
    public Task<CloudAnswer<Page<string>>> ListAWSServiceAccessForOrganizationAsync(string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            "ListAWSServiceAccessForOrganization",
            new PageInput(nextToken),
            Shapes.PageInput,
            Shapes.ServicesOutput,
            o => AnswerReading.Page(o.EnabledServicePrincipals, o.NextToken, service => service?.ServicePrincipal),
            cancellationToken);

    /// <summary>The accounts that are delegated administrators of the service.</summary>
    public Task<CloudAnswer<Page<string>>> ListDelegatedAdministratorsAsync(string servicePrincipal, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            "ListDelegatedAdministrators",
            new PrincipalPageInput(servicePrincipal, nextToken),
            Shapes.PrincipalPageInput,
            Shapes.DelegatedOutput,
            o => AnswerReading.Page(o.DelegatedAdministrators, o.NextToken, AnswerReading.AccountOf),
            cancellationToken);

    /// <summary>Gives the service trusted access. Whether AWS takes it twice is not documented: list first. Null when done.</summary>
    public Task<CloudProblem?> EnableAWSServiceAccessAsync(string servicePrincipal, CancellationToken cancellationToken) =>
        DoAsync("EnableAWSServiceAccess", servicePrincipal, cancellationToken);

    /// <summary>Ends the service's trusted access: for the private marketplace this removes all governance (aws-operations.md B). Null when done.</summary>
    public Task<CloudProblem?> DisableAWSServiceAccessAsync(string servicePrincipal, CancellationToken cancellationToken) =>
        DoAsync("DisableAWSServiceAccess", servicePrincipal, cancellationToken);

    /// <summary>Null when done; <see cref="CloudTrouble.Already"/> when it is one already.</summary>
    public Task<CloudProblem?> RegisterDelegatedAdministratorAsync(string account, string servicePrincipal, CancellationToken cancellationToken) =>
        DoAsync("RegisterDelegatedAdministrator", account, servicePrincipal, cancellationToken);

    /// <summary>Null when done; <see cref="CloudTrouble.Already"/> when it is none.</summary>
    public Task<CloudProblem?> DeregisterDelegatedAdministratorAsync(string account, string servicePrincipal, CancellationToken cancellationToken) =>
        DoAsync("DeregisterDelegatedAdministrator", account, servicePrincipal, cancellationToken);

    private async Task<CloudProblem?> DoAsync(string operation, string servicePrincipal, CancellationToken cancellationToken) =>
        (await _api.CallAsync(operation, new PrincipalInput(servicePrincipal), Shapes.PrincipalInput, Shapes.Nothing, cancellationToken)).Problem;

    private async Task<CloudProblem?> DoAsync(string operation, string account, string servicePrincipal, CancellationToken cancellationToken) =>
        (await _api.CallAsync(operation, new DelegationInput(account, servicePrincipal), Shapes.DelegationInput, Shapes.Nothing, cancellationToken)).Problem;
}
