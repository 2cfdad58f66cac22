using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Quotas;
using Guildhall.App.Organizations;

namespace Guildhall.App.Linking.Checks;

/// <summary>The calls behind P11 and P13 to P15.</summary>
internal sealed class TreeChecks(Scene scene)
{
    public async Task<Finding> QuotaAsync(CancellationToken cancellation)
    {
        var quotas = await Pages.AllAsync<Quota>(token => scene.Quotas.ListServiceQuotasAsync("organizations", token, cancellation));
        if (quotas.Value?.FirstOrDefault(q => q.Name.Contains("number of accounts", StringComparison.OrdinalIgnoreCase)) is not { } quota) return OrganizationRules.Quota(null, null);
        var accounts = await Pages.AllAsync<ListedAccount>(token => scene.Organizations.ListAccountsAsync(token, cancellation));
        return OrganizationRules.Quota((int)quota.Value, accounts.Value?.Count);
    }

    public async Task<Finding> PolicyTypeAsync(CancellationToken cancellation) => OrganizationRules.PolicyType(await scene.Organizations.DescribeRootsAsync(cancellation));

    public async Task<Finding> IntegrationAsync(CancellationToken cancellation)
    {
        var services = await Pages.AllAsync<string>(token => scene.Organizations.ListAWSServiceAccessForOrganizationAsync(token, cancellation));
        var role = await scene.Iam.GetRoleAsync(PrivateMarketplaceIntegration.Role, cancellation);
        bool? there = role.Problem switch
        {
            null => true,
            { Kind: CloudTrouble.NotFound } => false,
            _ => null,
        };
        return OrganizationRules.Integration(services.Value?.Contains(PrivateMarketplaceIntegration.ServicePrincipal), there);
    }

    public async Task<Finding> PlacesAsync(CancellationToken cancellation)
    {
        var settings = scene.Wish.Settings;
        if (settings.Parent is { } unit && OrganizationIds.IsUnit(unit))
        {
            var found = OrganizationRules.Unit(unit, (await scene.Organizations.DescribeOrganizationalUnitAsync(unit, cancellation)).Problem);
            if (found.Result == CheckResult.Fail) return found;
        }

        foreach (var policy in settings.Policies)
        {
            var found = OrganizationRules.Policy(policy, (await scene.Organizations.DescribePolicyAsync(policy, cancellation)).Problem);
            if (found.Result == CheckResult.Fail) return found;
        }

        return Finding.Pass(settings.Parent is null && settings.Policies.IsEmpty ? "New accounts stay in the root, without further policies." : "The OU and the policies exist.");
    }
}
