using System.Collections.Immutable;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Billing.Sources;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>Reads report files of a folder, for those who have files and no link: whose they are, and of which months, stands in them.</summary>
public sealed class FolderIngest(ReportIngest ingest, ReportedOrganizations organizations)
{
    /// <summary>
    /// Each payer's months by themselves. Refused as a whole: a folder that is not there or has no report file, <c>REPORT_OF_NOBODY</c> for a file that does not tell whose it is or of which month, a
    /// damaged file, unless both are said.
    /// </summary>
    /// <param name="payer">The files of this account alone, 12 digits; null for all.</param>
    /// <param name="month">The files of this month alone; null for all.</param>
    public async Task<Result<ImmutableArray<FolderReading>>> ReadAsync(string folder, string? payer, BillingMonth? month, ActOrigin origin, CancellationToken cancellation)
    {
        var found = payer is not null && month is { } said ? ImmutableArray.Create(new ReportGlance(new AccountId(payer), said)) : await FindAsync(folder, cancellation);
        if (found.Refused) return found.Problems;
        ImmutableArray<ReportGlance> wanted = [.. found.Value.Where(g => (payer is null || g.Payer.Value == payer) && (month is null || g.Month == month))];
        if (wanted.IsEmpty) return Problem.Conflict("NO_REPORT", $"The folder has files of {string.Join(", ", found.Value.Select(g => $"{g.Payer} for {g.Month}"))}, and none of what is asked for.");
        var readings = ImmutableArray.CreateBuilder<FolderReading>();
        foreach (var of in wanted)
        {
            var organization = await organizations.OfPayerAsync(of.Payer.Value, cancellation);
            readings.Add(new FolderReading(organization, of.Month, await ingest.IngestAsync(organization.Tenant, new FolderReports(folder, of.Month, of.Payer.Value), of.Month, origin, cancellation)));
        }

        return readings.ToImmutable();
    }

    /// <summary>The payers and months of all files, each once.</summary>
    private static async Task<Result<ImmutableArray<ReportGlance>>> FindAsync(string folder, CancellationToken cancellation)
    {
        if (FolderFiles.Find(folder) is not { } files) return FolderFiles.Missing(folder);
        if (files.IsEmpty) return FolderFiles.None();
        var found = new HashSet<ReportGlance>();
        foreach (var file in files)
        {
            var glance = await FolderFiles.GlanceAsync(file, cancellation);
            if (glance.Refused) return glance.Problems;
            if (glance.Value is not { } told) return Problem.Conflict("REPORT_OF_NOBODY", $"{file.Name} does not tell whose it is: none of its first lines has an account of 12 digits that pays, and a day. Name the organization and the period.");
            found.Add(told);
        }

        return found.OrderBy(g => g.Payer.Value, StringComparer.Ordinal).ThenBy(g => g.Month).ToImmutableArray();
    }
}

/// <summary>What came of the files of one payer and month.</summary>
public sealed record FolderReading(ReportedOrganization Organization, BillingMonth Month, Result<IngestedReport> Report);
