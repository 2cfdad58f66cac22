using System.Text.Json;

namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Trusted access and delegated administrators (aws-operations.md A.7, B).</summary>
public sealed class TrustedAccessTests : CloudTest
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";

    [Fact]
    public async Task Trusted_access_is_enabled_listed_and_disabled()
    {
        Assert.Equal("", (await Management.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok().Body);
        (await Management.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok();
        var enabled = Assert.Single(await Enabled());
        Assert.Equal(Principal, enabled.GetProperty("ServicePrincipal").GetString());
        Assert.Equal(SimulatedCloud.Start.ToUnixTimeSeconds(), enabled.GetProperty("DateEnabled").GetDecimal());

        (await Management.OrganizationsAsync("DisableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok();
        Assert.Empty(await Enabled());
    }

    [Fact]
    public async Task An_unknown_service_is_refused()
    {
        foreach (var operation in new[] { "EnableAWSServiceAccess", "DisableAWSServiceAccess" })
            Assert.Equal("InvalidInputException/UNRECOGNIZED_SERVICE_PRINCIPAL", (await Management.OrganizationsAsync(operation, new { ServicePrincipal = "bogus.example.com" })).Error);
    }

    [Fact]
    public async Task Enabling_does_not_create_the_role()
    {
        (await Management.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok();

        Assert.Equal("NoSuchEntity", (await Management.IamAsync("GetRole", ("RoleName", "AWSServiceRoleForPrivateMarketplaceAdmin"))).Error);
    }

    [Fact]
    public async Task A_delegated_administrator_needs_trusted_access_first()
    {
        var account = Organization.Member("Buyer");

        Assert.Equal("ConstraintViolationException/SERVICE_ACCESS_NOT_ENABLED", (await Register(account)).Error);
        await Enable();
        Assert.Equal("", (await Register(account)).Ok().Body);
        Assert.Equal("AccountAlreadyRegisteredException", (await Register(account)).Error);

        var administrator = Assert.Single((await Management.OrganizationsAsync("ListDelegatedAdministrators", new { ServicePrincipal = Principal })).Ok()
            .Json.GetProperty("DelegatedAdministrators").EnumerateArray());
        Assert.Equal(account, administrator.GetProperty("Id").GetString());
        Assert.Equal(SimulatedCloud.Start.ToUnixTimeSeconds(), administrator.GetProperty("DelegationEnabledDate").GetDecimal());
        var service = Assert.Single((await Management.OrganizationsAsync("ListDelegatedServicesForAccount", new { AccountId = account })).Ok()
            .Json.GetProperty("DelegatedServices").EnumerateArray());
        Assert.Equal(Principal, service.GetProperty("ServicePrincipal").GetString());
    }

    [Fact]
    public async Task Neither_the_management_account_nor_a_closed_one_nor_a_stranger_is_registered()
    {
        await Enable();
        var closed = Organization.Member("Closed");
        (await Management.OrganizationsAsync("CloseAccount", new { AccountId = closed })).Ok();

        Assert.Equal("ConstraintViolationException/CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR", (await Register(Management.AccountId)).Error);
        Assert.Equal("ConstraintViolationException/CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR", (await Register(closed)).Error);
        Assert.Equal("AccountNotFoundException", (await Register(Cloud.Account().AccountId)).Error);
    }

    [Fact]
    public async Task A_service_has_five_delegated_administrators_and_not_six()
    {
        await Enable();
        for (var count = 1; count <= 5; count++) (await Register(Organization.Member($"A{count}"))).Ok();

        Assert.Equal("ConstraintViolationException/MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED", (await Register(Organization.Member("A6"))).Error);
    }

    [Fact]
    public async Task Deregistering_ends_it_and_disabling_does_not()
    {
        await Enable();
        var account = Organization.Member("Buyer");
        (await Register(account)).Ok();
        (await Management.OrganizationsAsync("DisableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok();
        (await Management.OrganizationsAsync("ListDelegatedServicesForAccount", new { AccountId = account })).Ok();

        (await Deregister(account)).Ok();

        Assert.Equal("AccountNotRegisteredException", (await Deregister(account)).Error);
        Assert.Equal("AccountNotRegisteredException", (await Management.OrganizationsAsync("ListDelegatedServicesForAccount", new { AccountId = account })).Error);
    }

    private async Task Enable() => (await Management.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok();

    private Task<CloudReply> Register(string account) =>
        Management.OrganizationsAsync("RegisterDelegatedAdministrator", new { AccountId = account, ServicePrincipal = Principal });

    private Task<CloudReply> Deregister(string account) =>
        Management.OrganizationsAsync("DeregisterDelegatedAdministrator", new { AccountId = account, ServicePrincipal = Principal });

    private async Task<IReadOnlyList<JsonElement>> Enabled() =>
        [.. (await Management.OrganizationsAsync("ListAWSServiceAccessForOrganization")).Ok().Json.GetProperty("EnabledServicePrincipals").EnumerateArray()];
}
