using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.Tests.App.Store.Plain;

/// <summary>A row of each plain table, every column with a value of its own.</summary>
internal static class Rows
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 5, 4, 9, 8, 7, TimeSpan.Zero).AddTicks(1);

    public static RequestTokenRow Token { get; } = new() { Account = "111122223333", Token = "token", RequestHash = "hash", ChangeSetId = "set-1", UsedAt = Time };

    public static ChangeSetRow ChangeSet(TenantId tenant) => new()
    {
        Id = "set-1",
        TenantId = tenant.Value,
        Owner = "111122223333",
        Account = "222233334444",
        Arn = "arn:aws:iam::222233334444:user/someone",
        MarketplaceManager = true,
        System = true,
        AccessKeyId = "AKIA",
        Name = "Name with \"quotes\" and ’",
        ValidateOnly = true,
        Status = ChangeSetStatus.Preparing,
        StartTime = Time,
        EndTime = Time.AddTicks(2),
        FailureCode = "CODE",
        FailureDescription = "Why",
        Changes = "[]",
        NotBefore = Time.AddTicks(3),
        LeaseUntil = Time.AddTicks(4),
        AppliedVersion = 5,
        RequestId = "request",
    };

    public static IEnumerable<object> Of(TenantId tenant) =>
    [
        ChangeSet(tenant), Token, Entity, Lock(tenant), Experience(tenant), Request(tenant), Tag(tenant), Policy(tenant), Audit(tenant), Event(tenant),
        Quote(tenant), QuoteToken, Buyer, Agreement(tenant), Sole, Charge,
    ];

    public static void InsertAll(RowQueue rows, TenantId tenant)
    {
        rows.Insert(ChangeSet(tenant));
        rows.Insert(Token);
        rows.Insert(Entity);
        rows.Insert(Lock(tenant));
        rows.Insert(Experience(tenant));
        rows.Insert(Request(tenant));
        rows.Insert(Tag(tenant));
        rows.Insert(Policy(tenant));
        rows.Insert(Audit(tenant));
        rows.Insert(Event(tenant));
        rows.Insert(Quote(tenant));
        rows.Insert(QuoteToken);
        rows.Insert(Buyer);
        rows.Insert(Agreement(tenant));
        rows.Insert(Sole);
        rows.Insert(Charge);
    }

    private static ChangeSetEntityRow Entity => new() { ChangeSetId = "set-1", EntityId = "exp-1" };

    private static EntityLockRow Lock(TenantId tenant) => new() { TenantId = tenant.Value, EntityId = "exp-1", ChangeSetId = "set-1" };

    private static ExperienceRow Experience(TenantId tenant) => new() { TenantId = tenant.Value, Id = "exp-1", Version = 2, Document = "{}" };

    private static RequestRow Request(TenantId tenant) => new() { TenantId = tenant.Value, Id = "req-1", Version = 3, Document = "{\"A\":1}" };

    private static TagRow Tag(TenantId tenant) => new() { TenantId = tenant.Value, ResourceArn = "arn:1", Key = "team", Value = "one" };

    private static ResourcePolicyRow Policy(TenantId tenant) => new() { ResourceArn = "arn:1", TenantId = tenant.Value, Policy = "{}" };

    private static AuditRow Audit(TenantId tenant) => new()
    {
        TenantId = tenant.Value,
        Time = Time,
        RequestId = "request",
        Account = "222233334444",
        Arn = "arn:3",
        Source = "aws-api",
        EventName = "Event",
        Record = "{\"B\":1}",
    };

    private static EventRow Event(TenantId tenant) => new() { TenantId = tenant.Value, Account = "222233334444", Id = "event", Time = Time, Type = "Type", About = "exp-1", Body = "{\"C\":1}" };

    public static QuoteRow Quote(TenantId tenant) => new()
    {
        Id = "ar-1",
        TenantId = tenant.Value,
        Account = "222233334444",
        Arn = "arn:4",
        CreatedAt = Time,
        ExpiresAt = Time.AddTicks(5),
        Product = "prod-1",
        Offer = "offer-1",
        Document = "{\"D\":1}",
    };

    public static BuyerRow Buyer { get; } = new() { Account = "222233334444", Version = 1, OpenQuotes = "ar-1:1" };

    public static AgreementRow Agreement(TenantId tenant) => new()
    {
        Id = "agmt-1",
        TenantId = tenant.Value,
        Account = "222233334444",
        Proposer = "333344445555",
        Product = "prod-1",
        ProductType = "SaaSProduct",
        Offer = "offer-1",
        Status = AgreementStatus.Active,
        AcceptedAt = Time,
        StartTime = Time.AddTicks(6),
        EndTime = Time.AddTicks(7),
        AutoRenew = true,
        Currency = "USD",
        Value = "1200.00",
        Entitlement = EntitlementStatus.Scheduled,
        EntitlementReason = EntitlementReason.FutureStartDate,
        Revision = 1,
        Due = Time.AddTicks(8),
        Document = "{\"E\":1}",
    };

    public static ChargeRow Charge { get; } = new()
    {
        Id = "ch-1",
        AgreementId = "agmt-1",
        Place = 2,
        Revision = 1,
        PurchaseOrder = "PO-1",
        Currency = "USD",
        Amount = "10.50",
        Timing = ChargeTiming.Scheduled,
        Time = Time.AddTicks(9),
    };

    private static QuoteTokenRow QuoteToken { get; } = new() { Account = "222233334444", Token = "token", InputHash = "hash", QuoteId = "ar-1", UsedAt = Time };

    private static SoleAgreementRow Sole { get; } = new() { Account = "222233334444", Subject = "offer/offer-1", AgreementId = "agmt-1" };
}
