using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Overview;

/// <summary><c>/console</c>: what needs somebody, and how things stand. private-marketplace.md 7.1, design/ui.md 5.</summary>
internal sealed class DashboardPage(Installation guildhall)
{
    private const int LastChanges = 10;
    private const int Failures = 5;
    private const int Renewals = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);
    private static readonly TimeSpan Recently = TimeSpan.FromDays(7);

    public void Map(PageRoutes pages) => pages.Get("/console", "aws-marketplace:ListEntities", ShowAsync);

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var failed = new ChangeSetFilter { Statuses = [ChangeSetStatus.Failed], AfterStart = guildhall.Options.Clock.GetUtcNow() - Recently, Take = Failures };
        var renewals = await guildhall.InUse.RefusedRenewalsAsync(call.Caller, tenant.Value, guildhall.Options.Clock.GetUtcNow() + Soon, cancellation);
        return PageAnswer.Console<DashboardView>("Dashboard", new Dashboard(tenant.Value, AccountCount.Of(tenant.Value))
        {
            Caller = call.Caller.Account,
            Failed = await SetsAsync(call, failed, cancellation),
            Renewals = [.. renewals.Take(Renewals).Select(r => new RefusedRenewal(r, tenant.Value.Governance.Catalogue.FindFor(call.Caller.Account, r.Product)?.Title ?? r.Product.Value))],
            MoreRenewals = Math.Max(0, renewals.Length - Renewals),
            Report = await ReportAsync(call, tenant.Value, cancellation),
            Closable = await ClosableAsync(call, tenant.Value, cancellation),
            Spend = SpendDoor.PartOf(call, (TenantView of) => guildhall.ApprovedSpends.Find(of, experience: null)),
            Changes = await SetsAsync(call, new ChangeSetFilter { Take = LastChanges }, cancellation),
        });
    }

    /// <summary>How the organization's report stands, for those who see its spend.</summary>
    private async Task<ReportStanding?> ReportAsync(PageCall call, TenantView tenant, CancellationToken cancellation) =>
        SpendDoor.ReachOf(call) is { } reach && reach.Covers(tenant.State.Tenant.Value)
            ? (await guildhall.ReportStandings.ListAsync(tenant.State.Tenant.Value, cancellation)).FirstOrDefault(s => s.NeedsSomebody)
            : null;

    /// <summary>For those who may close months.</summary>
    private async Task<ImmutableArray<BillingMonth>> ClosableAsync(PageCall call, TenantView tenant, CancellationToken cancellation) =>
        call.May(BillingReach.Manage) && SpendDoor.ReachOf(call) is { } reach && reach.Covers(tenant.State.Tenant.Value) ? await guildhall.ClosableMonths.OfAsync(tenant.State.Tenant.Value, cancellation) : [];

    /// <summary>The newest sets that the caller sees, of the own account and of others; none without the right to list them.</summary>
    private async Task<IReadOnlyList<ChangeSetRow>> SetsAsync(PageCall call, ChangeSetFilter filter, CancellationToken cancellation)
    {
        var own = await guildhall.ChangeSetQueries.ListAsync(call.Caller, filter, null, cancellation);
        var shared = await guildhall.ChangeSetQueries.ListAsync(call.Caller, filter with { SharedWithMe = true }, null, cancellation);
        if (own.Refused || shared.Refused) return [];
        return [.. own.Value.Items.Concat(shared.Value.Items).Select(s => s.Set).OrderByDescending(s => s.StartTime).Take(filter.Take)];
    }
}

/// <summary>What the page shows.</summary>
public sealed record Dashboard(TenantView Tenant, AccountCount Accounts)
{
    public required AccountId Caller { get; init; }

    public IReadOnlyList<ChangeSetRow> Failed { get; init; } = [];

    /// <summary>Agreements that would renew by themselves soon and are refused that, the next first.</summary>
    public IReadOnlyList<RefusedRenewal> Renewals { get; init; } = [];

    /// <summary>How many there are beside those.</summary>
    public int MoreRenewals { get; init; }

    /// <summary>The report's standing when it needs somebody, and the reader sees spend.</summary>
    public ReportStanding? Report { get; init; }

    /// <summary>Months whose statements the reader may make final.</summary>
    public ImmutableArray<BillingMonth> Closable { get; init; } = [];

    /// <summary>What is paid on AWS Marketplace inside and outside approved lists; null for whom does not see spend.</summary>
    public SpendPart<ApprovedSpend>? Spend { get; init; }

    public IReadOnlyList<ChangeSetRow> Changes { get; init; } = [];

    public Organization Organization => Tenant.Marketplace.Organization;

    public IReadOnlyList<ProductRequest> Pending => [.. Tenant.Marketplace.Requests.Values.Where(r => r.Pending).OrderBy(r => r.Created)];

    /// <summary>Whether nothing is integrated yet and there is an organization to integrate.</summary>
    public bool GetStarted => !Organization.IsStandalone && Organization.Integration == Integration.NeverEnabled;

    /// <summary>What governs the organization itself. private-marketplace.md 5.1.</summary>
    public Experience? Default => DefaultOf(Tenant);

    public int Live => LiveIn(Tenant);

    internal static Experience? DefaultOf(TenantView tenant) => tenant.Governance.GovernorOf(0) is { } governor ? tenant.Marketplace.FindExperience(governor.Experience) : null;

    internal static int LiveIn(TenantView tenant) => tenant.Marketplace.Experiences.Values.Count(e => e.Governs);
}

/// <summary>An agreement that will not renew, with its product's title as far as the reader may know it.</summary>
public sealed record RefusedRenewal(ActiveAgreement Agreement, string Title);

/// <summary>Accounts of an organization, by whether a live experience governs them.</summary>
public readonly record struct AccountCount(int Governed, int Ungoverned)
{
    internal static AccountCount Of(TenantView tenant)
    {
        var tree = tenant.Marketplace.Organization.Tree;
        var (governed, ungoverned) = (0, 0);
        for (var node = 0; node < tree.Nodes.Length; node++)
        {
            if (tree.KindOf(node) != NodeKind.Account) continue;
            if (tenant.Governance.GovernorOf(node) is null) ungoverned++;
            else governed++;
        }

        return new AccountCount(governed, ungoverned);
    }
}
