using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Offers;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Console.Experiences;

namespace Guildhall.Server.Ui.Design;

/// <summary>A small organization, made up, for parts that cannot be shown without data.</summary>
/// <param name="Now">The time of the page.</param>
internal sealed record DesignSamples(DateTimeOffset Now)
{
    private static readonly AccountId Management = new("111122223333");
    private static readonly AccountId Member = new("444455556666");

    public Experience Live { get; } = new(new EntityId("exp-aaaaaaaaaaaaa"), 3, Now.AddHours(-3), Management, Management, "Engineering", "", Live: true);

    public Experience NotLive { get; } = new(new EntityId("exp-bbbbbbbbbbbbb"), 1, Now.AddDays(-2), Management, Management, "Finance", "");

    public Experience Archived { get; } = new(new EntityId("exp-ccccccccccccc"), 7, Now.AddDays(-90), Management, Management, "Old", "", Archived: true);

    public PrivateMarketplace Marketplace => new(Organization)
    {
        Experiences = new[] { Live, NotLive, Archived }.ToImmutableDictionary(e => e.Id),
    };

    /// <summary>From an account to the organization, with every reason.</summary>
    public static ImmutableArray<PathStep> Steps(Experience governing) =>
    [
        new(PrincipalId.Of(Member), NodeKind.Account, null, NodeOutcome.NoExperience),
        new(new PrincipalId("o-example1234"), NodeKind.Organization, governing.Id, NodeOutcome.Governs),
    ];

    public IReadOnlyList<ListedPrincipal> Principals =>
    [
        new(Organization.Tree.Nodes[0], Live, Live, "Associated"),
        new(Organization.Tree.Nodes[1], null, Live, "Inherited"),
        new(Organization.Tree.Nodes[1] with { Id = new PrincipalId("777788889999"), Name = "Research" }, null, null, null),
    ];

    public ProductRequest Request(RequestStatus status) => new(
        new EntityId("prodprocreq-aaaaaaaaaaaaa"), 1, Now, Member, $"arn:aws:iam::{Member}:user/dana", Live.Id, [new RequestedProduct(new ProductId("prod-aaaaaaaaaaaaa"), "Alpha Monitor", "Example Software")],
        "To watch the build servers.", "PO-1", Now.AddDays(-1), Now.AddDays(29))
    {
        Status = status,
        Decision = status == RequestStatus.Pending ? null : new RequestDecision(Now, $"arn:aws:iam::{Management}:user/amara", "Use what we have."),
    };

    public ChangeSetRow Set(ChangeSetStatus status) => new()
    {
        Id = "changeset-" + status.ToString().ToLowerInvariant(),
        TenantId = "example",
        Owner = Management.Value,
        Account = Management.Value,
        Arn = $"arn:aws:iam::{Management}:user/amara",
        Name = "Approve products",
        Status = status,
        StartTime = Now.AddMinutes(-5),
        EndTime = status is ChangeSetStatus.Preparing or ChangeSetStatus.Applying ? null : Now.AddMinutes(-4),
        Changes = "[]",
        RequestId = "example",
    };

    public Subscription Subscription(AgreementStatus status) => new(
        new Agreement("agmt-aaaaaaaaaaaaa", new TenantId("example"), Member, null, new ProductId("prod-aaaaaaaaaaaaa"), "SaaSProduct", "offer-aaaaaaaaaaaaa")
        {
            Status = status,
            Accepted = Now.AddDays(-20),
            Start = Now.AddDays(-20),
            End = Now.AddDays(345),
            AutoRenew = true,
            Currency = "USD",
            Value = "1200.00",
            Entitlement = EntitlementStatus.Provisioned,
            Terms = [new AcceptedTerm(new FixedUpfrontPricingTerm("term-a", "USD", "1200.00", [new Grant("Users", 10)], "P12M"))],
            AcceptedBy = new GateDecision(new ProductId("prod-aaaaaaaaaaaaa"), DecisionReason.ProductAllowed, Live.Id, Live.Revision, Now.AddDays(-20), Now.AddDays(-20).AddHours(-1)),
            By = $"arn:aws:iam::{Member}:user/dana",
        },
        new Product(new ProductId("prod-aaaaaaaaaaaaa"), "SaaSProduct", "Alpha Monitor", "Example Software", ProductVisibility.Public, Now.AddDays(-90)), "Example Software", "Public offer", Refused: status == AgreementStatus.Active);

    public GateDecision Refused => new(new ProductId("prod-aaaaaaaaaaaaa"), DecisionReason.ProductNotApproved, Live.Id, Live.Revision, Now, Now.AddHours(-1));

    public IReadOnlyList<ChargeRow> Charges =>
    [
        new() { Id = "ch-aaaaaaaaaaaaa", AgreementId = "agmt-aaaaaaaaaaaaa", Revision = 1, Currency = "USD", Amount = "1200.00", Timing = ChargeTiming.OnAcceptance, Time = Now.AddDays(-20), PurchaseOrder = "PO-1" },
        new() { Id = "ch-bbbbbbbbbbbbb", AgreementId = "agmt-aaaaaaaaaaaaa", Place = 1, Revision = 1, Currency = "USD", Timing = ChargeTiming.BillingPeriod },
    ];

    private SpendEffect Paid
    {
        get
        {
            var month = BillingMonth.Of(Now);
            return new SpendEffect("USD", month.Plus(-1), month, [new PaidUse(Member.Value, new ProductId("prod-aaaaaaaaaaaaa"), "aaaaaaaaaaaaa", new AmountSum(340 * Amount.One), new AmountSum(120 * Amount.One))]);
        }
    }

    private ActiveAgreement InUse => new("agmt-aaaaaaaaaaaaa", Member, new ProductId("prod-aaaaaaaaaaaaa"), Now.AddDays(20), AutoRenew: true);

    /// <summary>The effect of something on the member account, or on nobody.</summary>
    public Preview Effect(bool some)
    {
        var snapshot = GovernanceSnapshot.Build(Marketplace, ProductCatalogue.Empty);
        return new Preview(snapshot, snapshot, some ? [new AffectedAccount(1, true, new PermissionChange(26, 3))] : [])
        {
            Agreements = new AgreementEffect(some ? [new ConcernedAgreement(InUse, Approved: false), new ConcernedAgreement(InUse with { Id = "agmt-bbbbbbbbbbbbb", AutoRenew = false }, Approved: true)] : []),
            Spend = some ? Paid : SpendEffect.None,
        };
    }

    private static Organization Organization { get; } = new()
    {
        Tenant = new TenantId("example"),
        OrganizationId = new PrincipalId("o-example1234"),
        ManagementAccount = Management,
        Tree = OrganizationTree.Build(
        [
            (new OrganizationNode(new PrincipalId("o-example1234"), NodeKind.Organization, "Acme"), null),
            (new OrganizationNode(PrincipalId.Of(Member), NodeKind.Account, "Developer", "developer@example.com", AccountState.Active), new PrincipalId("o-example1234")),
        ]),
    };
}
