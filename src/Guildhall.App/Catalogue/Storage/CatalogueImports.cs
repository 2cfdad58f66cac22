using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Store;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>What became of an import.</summary>
/// <param name="Applied">False when lines were refused and the operator did not say to keep going: then nothing was written.</param>
/// <param name="Refusals">By line, at most 10,000; <see cref="ImportCounts.Refused"/> counts all.</param>
/// <param name="UnknownMembers">Members that this version does not know, with how many records have them.</param>
public sealed record ImportReport(
    bool Applied, ImportCounts Counts, ImmutableArray<Refusal> Refusals, ImmutableSortedDictionary<string, int> UnknownMembers);

/// <summary>
/// Imports catalogues into the database. The whole file is judged before anything is written; then its records are laid aside and moved over in one
/// transaction. An import that was interrupted left nothing and is simply run again. Approvals, requests and audit rows are never touched.
/// storefront-and-procurement.md E.4, security.md F-07.
/// </summary>
public sealed class CatalogueImports(Database database, TimeProvider clock)
{
    /// <param name="file">Opened twice, and again when another import came between.</param>
    /// <param name="keepGoing">Import the sound lines though others are refused.</param>
    public async Task<ImportReport> ImportAsync(CatalogueFile file, bool keepGoing, CancellationToken cancellation)
    {
        while (true)
        {
            await using var db = database.Open();
            var known = await StoredRecords.LoadAsync(db, cancellation);
            var plan = ImportPlan.Of(file, known, cancellation);
            var applied = plan.MayBeApplied(keepGoing);
            // What another import wrote since the plan was made must be merged with, not overwritten: then all is judged again.
            if (applied && !plan.Counts.ChangesNothing && await WriteAsync(plan, known.Version, cancellation) == Moved.Overtaken) continue;
            return new ImportReport(applied, plan.Counts, plan.Refusals, plan.UnknownMembers);
        }
    }

    private async Task<Moved> WriteAsync(ImportPlan plan, long version, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var stage = await CatalogueStage.OpenAsync(db, cancellation);
        await stage.FillAsync(plan.Records(cancellation), cancellation);
        return await stage.MoveAsync(version, clock.GetUtcNow(), cancellation);
    }
}
