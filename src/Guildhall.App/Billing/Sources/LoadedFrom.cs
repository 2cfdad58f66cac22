using Guildhall.App.Billing.Queries;
using Guildhall.App.Billing.Watch;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>Where a usage run was read from, to read it again.</summary>
public sealed class LoadedFrom(ReportFetches fetches, ReportedOrganizations organizations)
{
    /// <summary>Refused with <c>REPORT_GONE</c> when it was a folder that is no longer there; as not found when the organization is not linked any more, and when the link's credentials are gone.</summary>
    /// <param name="source">As the run has it: <c>s3://bucket/key</c>, or a folder.</param>
    public async Task<Result<IReportSource>> FindAsync(string tenant, string source, BillingMonth month, CancellationToken cancellation)
    {
        if (source.StartsWith(ReportDelivery.Bucket, StringComparison.Ordinal))
        {
            var bucket = await fetches.SourceAsync(tenant, cancellation);
            return bucket.Refused ? bucket.Problems : bucket.Value;
        }

        if (!Directory.Exists(source)) return Problem.Conflict(ReportDelivery.Gone, "The report was read from a folder that is no longer there.");
        return await organizations.FindAsync(tenant, cancellation) is { } organization ? new FolderReports(source, month, organization.Payer) : Problem.NotFound("The organization is not known.");
    }
}
