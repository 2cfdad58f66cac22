using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Names;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking.Checks;

/// <summary>P6 to P16, once it is known whose key it is: all at once, as far as the connection's pace lets them.</summary>
/// <param name="mail">Null where no DNS server is asked.</param>
internal sealed class SceneChecks(Scene scene, MailRoutes? mail, TimeProvider clock, TimeSpan each)
{
    private const string NotNeeded = "Not needed: the account is linked without an organization.";
    private const string NoOrganization = "There is no organization yet; it is made with all features.";

    public async Task<IReadOnlyList<PreflightCheck>> RunAsync(bool identityOnly, CancellationToken bounded, CancellationToken cancellation)
    {
        var simulated = AskedAsync(bounded);
        var permissions = Reporting("P6", "Permissions", "iam:SimulatePrincipalPolicy", async _ => await PermissionsAsync(simulated), bounded, cancellation);
        if (identityOnly) return [await permissions];
        var fresh = scene.Wish.Mode == LinkMode.Fresh;
        return await Task.WhenAll(
            permissions,
            Timed("P7", "Region", "account:GetRegionOptStatus", RegionAsync, bounded, cancellation),
            Reporting("P8", "S3 access", "s3:ListBuckets", new BucketChecks(scene).ListAsync, bounded, cancellation),
            Reporting("P8b", "Bucket creation", scene.Wish.DeepCheck ? "s3:CreateBucket, s3:DeleteBucket" : "iam:SimulatePrincipalPolicy", async token => await new BucketChecks(scene).CreateAsync(simulated, token), bounded, cancellation),
            Reporting("P9", "Bucket name", "s3:ListBuckets, s3:HeadBucket", new BucketChecks(scene).NameAsync, bounded, cancellation),
            Reporting("P10", "Reports", "cur:DescribeReportDefinitions, bcm-data-exports:ListExports", new ReportChecks(scene).RunAsync, bounded, cancellation),
            Organized("P11", "Account quota", "servicequotas:ListServiceQuotas, organizations:ListAccounts", fresh, new TreeChecks(scene).QuotaAsync, bounded, cancellation),
            Timed("P12", "Invitations", "", _ => Task.FromResult(OrganizationRules.Invitations), bounded, cancellation),
            Organized("P13", "Service control policies", "organizations:ListRoots", fresh, new TreeChecks(scene).PolicyTypeAsync, bounded, cancellation),
            Organized("P14", "Private marketplace", "organizations:ListAWSServiceAccessForOrganization, iam:GetRole", fresh, new TreeChecks(scene).IntegrationAsync, bounded, cancellation),
            Organized("P15", "OU and policies", "organizations:DescribeOrganizationalUnit, organizations:DescribePolicy", fresh, new TreeChecks(scene).PlacesAsync, bounded, cancellation),
            Timed("P16", "E-mail domain", "DNS MX", MailAsync, bounded, cancellation));
    }

    private Task<PreflightCheck> Reporting(string id, string title, string call, Func<CancellationToken, Task<Finding>> run, CancellationToken bounded, CancellationToken cancellation) =>
        Timed(id, title, call, scene.Standalone ? _ => Task.FromResult(Finding.Skipped(NotNeeded)) : run, bounded, cancellation);

    private Task<PreflightCheck> Organized(string id, string title, string call, bool fresh, Func<CancellationToken, Task<Finding>> run, CancellationToken bounded, CancellationToken cancellation) =>
        Timed(id, title, call, scene.Standalone || fresh || scene.Organization.Value is null ? _ => Task.FromResult(Finding.Skipped(scene.Standalone ? NotNeeded : NoOrganization)) : run, bounded, cancellation);

    private async Task<PreflightCheck> Timed(string id, string title, string call, Func<CancellationToken, Task<Finding>> run, CancellationToken bounded, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        using var deadline = new CancellationTokenSource(each, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, bounded);
        Finding finding;
        try
        {
            finding = await run(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            finding = Finding.Warn("Not finished in time.", "Run the check again.");
        }

        return finding.ToCheck(id, title, finding.Result == CheckResult.Skipped ? "" : call, (int)clock.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Null for a root key, which may do everything and cannot be simulated.</summary>
    private async Task<CloudAnswer<List<SimulatedAction>>?> AskedAsync(CancellationToken bounded)
    {
        if (scene.Caller.IsRoot) return null;
        using var deadline = new CancellationTokenSource(each, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, bounded);
        try
        {
            return await Permissions.AskAsync(scene, either.Token);
        }
        catch (OperationCanceledException)
        {
            return new CloudProblem(CloudTrouble.Unreachable, "TimedOut", "There was no answer within 10 seconds.", "Run the check again.");
        }
    }

    private static async Task<Finding> PermissionsAsync(Task<CloudAnswer<List<SimulatedAction>>?> simulated) =>
        await simulated is { } said ? PermissionRules.Permissions(said.Value, said.Problem) : PermissionRules.RootPermissions;

    private async Task<Finding> MailAsync(CancellationToken cancellation)
    {
        if (mail is null) return MailRules.Unasked;
        if (scene.Wish.EmailPattern is not { } text || EmailPattern.Read(text, LinkMembers.EmailPattern) is not { Refused: false, Value: var pattern }) return MailRules.NoPattern;
        return MailRules.Domain(pattern.Domain, await mail.FindAsync(pattern.Domain, cancellation));
    }

    private async Task<Finding> RegionAsync(CancellationToken cancellation) =>
        PermissionRules.Region(scene.Wish.Region, await scene.Accounts.GetRegionOptStatusAsync(scene.Wish.Region, cancellation));
}
