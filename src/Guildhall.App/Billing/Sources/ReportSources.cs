using Guildhall.App.Billing.Queries;
using Guildhall.App.Cloud;
using Guildhall.App.Linking;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Sources;

/// <summary>Where the reports of an organization are read from.</summary>
public sealed class ReportSources(Database database, AwsConnections connections, ReportedOrganizations organizations)
{
    /// <summary>The bucket of a linked organization. Refused as not found when it is not linked, and when the link's credentials are gone.</summary>
    public async Task<Result<BucketReports>> BucketAsync(string tenant, CancellationToken cancellation)
    {
        var link = await ConnectAsync(tenant, cancellation);
        return link.Refused ? link.Problems : new BucketReports(link.Value.Connection, link.Value.Account, link.Value.Region);
    }

    /// <summary>The link, to call AWS by. Refused as <see cref="BucketAsync"/>.</summary>
    internal async Task<Result<(AwsConnection Connection, AccountId Account, string Region)>> ConnectAsync(string tenant, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.TenantId == tenant && l.State != LinkStates.Removed, cancellation) is not { } link) return Problem.NotFound("The organization is not linked.");
        var connection = connections.Of(link);
        return connection.Refused ? connection.Problems : (connection.Value, new AccountId(link.AccountId), link.Region);
    }

    /// <summary>Where a month's newest delivery is: in the bucket; of a payer without a link in the folder that its newest run was read from. Refused as <see cref="BucketAsync"/> and <see cref="FindAsync"/>.</summary>
    /// <param name="month">Null for all that there are, which only a bucket has.</param>
    public async Task<Result<IReportSource>> NewestAsync(string tenant, BillingMonth? month, CancellationToken cancellation)
    {
        if (month is not { } one || await organizations.FindAsync(tenant, cancellation) is not { Linked: false }) return await FindAsync(tenant, ReportDelivery.Bucket, default, cancellation);
        await using var db = database.Open();
        var source = await db.ReportLoads.Where(l => l.TenantId == tenant && l.Month == one.Number).OrderByDescending(l => l.Number).Select(l => l.Source).FirstOrDefaultAsync(cancellation);
        return await FindAsync(tenant, source ?? ReportDelivery.Bucket, one, cancellation);
    }

    /// <summary>Where a usage run was read from, to read it again. Refused with <c>REPORT_GONE</c> when it was a folder that is no longer there; as <see cref="BucketAsync"/>.</summary>
    /// <param name="source">As the run has it: <c>s3://bucket/key</c>, or a folder.</param>
    public async Task<Result<IReportSource>> FindAsync(string tenant, string source, BillingMonth month, CancellationToken cancellation)
    {
        if (source.StartsWith(ReportDelivery.Bucket, StringComparison.Ordinal))
        {
            var bucket = await BucketAsync(tenant, cancellation);
            return bucket.Refused ? bucket.Problems : bucket.Value;
        }

        if (!Directory.Exists(source)) return Problem.Conflict(ReportDelivery.Gone, "The report was read from a folder that is no longer there.");
        return await organizations.FindAsync(tenant, cancellation) is { } organization ? new FolderReports(source, month, organization.Payer) : Problem.NotFound("The organization is not known.");
    }
}
