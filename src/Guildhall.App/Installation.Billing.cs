using Guildhall.App.Billing;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Billing.Watch;

namespace Guildhall.App;

/// <content>Billing reports and what is read from them.</content>
public sealed partial class Installation
{
    private readonly SpendMonths _spendMonths;

    public ReportIngest ReportIngest { get; }

    public ReportFetches ReportFetches { get; }

    public StartedFetches StartedFetches { get; }

    public ReportWatch ReportWatch { get; }

    public ReportedOrganizations ReportedOrganizations => new(Database, Links);

    public FolderIngest FolderIngest => new(ReportIngest, ReportedOrganizations);

    public ReportSources ReportSources => new(Database, Connections, ReportedOrganizations);

    public ReportLines ReportLines => new(Database, ReportSources, ReportLimits, Options.Clock);

    public UsageRuns UsageRuns => new(Database);

    public ReportStandings ReportStandings => new(Database, Options.Clock);

    public SpendQueries SpendQueries => new(Database, Marketplaces, _spendMonths);

    public SpendAhead SpendAhead { get; }

    public BilledProducts BilledProducts => new(Database, Marketplaces, MarketplaceSpends);

    public ApprovedSpends ApprovedSpends => new(Database, MarketplaceSpends);

    public ProductSpends ProductSpends => new(Database, Marketplaces, MarketplaceSpends);

    private MarketplaceSpends MarketplaceSpends => new(_spendMonths, SpendAhead);

    public PaidInUse PaidInUse => new(Database, Marketplaces, MarketplaceSpends);

    public ExitEvaluation ExitEvaluation => new(new ExitLooking(Database, SpendQueries), Writer, Options.Ids, Options.Clock);

    public ExitWatch ExitWatch { get; }

    public ExitPlanning ExitPlanning => new(Writer, BilledProducts, ExitWatch, Options.Ids);

    public ExitQueries ExitQueries => new(Database, Marketplaces);

    public TagSums TagSums => new(Database);

    public ReportSums ReportSums => new(Database, TagSums);

    public ReportSettings ReportSettings => new(Database, Writer);

    private ReadLimits ReportLimits => new() { UnpackedTotal = Options.ReportUnpackedTotal };

    private void DisposeBilling()
    {
        BudgetWatch.Dispose();
        ExitWatch.Dispose();
        SpendAhead.Dispose();
    }
}
