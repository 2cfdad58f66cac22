using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.Domain;

namespace Guildhall.App.Organizations;

/// <summary>What preflight found out about the account to be linked.</summary>
/// <param name="OrganizationId">Null for an account that belongs to no organization: it is linked as a stand-alone account.</param>
public sealed record PreflightReport(IReadOnlyList<PreflightCheck> Checks, string? OrganizationId)
{
    public bool Passed => Checks.All(c => c.Result != CheckResult.Fail);
}

/// <summary>The checks that linking an existing organization or a stand-alone account needs: who the key is, and what the account is. vendor-integration.md 8.2.</summary>
public static class AdoptPreflight
{
    /// <summary>Runs P1 to P5 in order; what depends on a failed check is skipped. Only reads.</summary>
    public static async Task<PreflightReport> RunAsync(AwsConnection connection, AccountId account, CancellationToken cancellation)
    {
        var identity = await new StsClient(connection).GetCallerIdentityAsync(cancellation);
        if (!identity.Gave(out var caller, out var problem)) return new PreflightReport(Unreached(problem), null);
        var checks = new List<PreflightCheck> { new("P1", CheckResult.Pass, "AWS answers."), new("P2", CheckResult.Pass, "The key is valid.") };
        if (caller.Account != account)
        {
            checks.Add(new("P3", CheckResult.Fail, $"The key belongs to account {caller.Account}, not {account}."));
            return new PreflightReport([.. checks, .. Skipped("P4", "P5")], null);
        }

        checks.Add(new("P3", CheckResult.Pass, $"The key belongs to account {account}."));
        checks.Add(caller.IsRoot
            ? new("P4", CheckResult.Warn, "This is a root key. Create an IAM user such as guildhall-api and delete the root key.")
            : new("P4", CheckResult.Pass, "The key belongs to an IAM user or role."));
        return await OrganizationAsync(connection, account, checks, cancellation);
    }

    private static async Task<PreflightReport> OrganizationAsync(AwsConnection connection, AccountId account, List<PreflightCheck> checks, CancellationToken cancellation)
    {
        var described = await new OrganizationsClient(connection).DescribeOrganizationAsync(cancellation);
        if (!described.Gave(out var organization, out var problem))
        {
            checks.Add(problem.Kind == CloudTrouble.NoOrganization
                ? new("P5", CheckResult.Info, $"Account {account} belongs to no organization: it is linked as a stand-alone account with one experience.")
                : new("P5", CheckResult.Fail, $"{problem.Message} {problem.Repair}"));
            return new PreflightReport(checks, null);
        }

        checks.Add(organization.ManagementAccount != account.Value
            ? new("P5", CheckResult.Fail, $"Account {account} is a member of {organization.Id}; its management account is {organization.ManagementAccount}. Link that one.")
            : organization.AllFeatures
                ? new("P5", CheckResult.Pass, $"Account {account} is the management account of {organization.Id} with all features.")
                : new("P5", CheckResult.Warn, "All features are not enabled in the organization: account audiences govern, OUs cannot be associated."));
        return new PreflightReport(checks, organization.Id);
    }

    private static PreflightCheck[] Unreached(CloudProblem problem) =>
        problem.Kind == CloudTrouble.Unreachable
            ? [new("P1", CheckResult.Fail, $"{problem.Message} {problem.Repair}"), .. Skipped("P2", "P3", "P4", "P5")]
            : [new("P1", CheckResult.Pass, "AWS answers."), new("P2", CheckResult.Fail, $"{problem.Message} {problem.Repair}"), .. Skipped("P3", "P4", "P5")];

    private static IEnumerable<PreflightCheck> Skipped(params string[] ids) => ids.Select(id => new PreflightCheck(id, CheckResult.Skipped, "Not run."));
}
