using Guildhall.App.Store.Maps;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guildhall.App.Store;

/// <summary>The database: the same model on SQLite and PostgreSQL (decisions.md 6). Reads that must be fast come from memory, not from here.</summary>
public abstract class GuildhallDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<LinkDraftRow> LinkDrafts => Set<LinkDraftRow>();

    public DbSet<PreflightRow> Preflights => Set<PreflightRow>();

    public DbSet<EffectRow> Effects => Set<EffectRow>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<AddressRow> Addresses => Set<AddressRow>();

    public DbSet<AccountTagsRow> AccountTags => Set<AccountTagsRow>();

    public DbSet<MemberAccountRow> MemberAccounts => Set<MemberAccountRow>();

    public DbSet<AccountProductRow> AccountProducts => Set<AccountProductRow>();

    public DbSet<ExperienceRow> Experiences => Set<ExperienceRow>();

    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<TagRow> Tags => Set<TagRow>();

    public DbSet<ResourcePolicyRow> ResourcePolicies => Set<ResourcePolicyRow>();

    public DbSet<ChangeSetRow> ChangeSets => Set<ChangeSetRow>();

    public DbSet<ChangeSetEntityRow> ChangeSetEntities => Set<ChangeSetEntityRow>();

    public DbSet<EntityLockRow> EntityLocks => Set<EntityLockRow>();

    public DbSet<RequestTokenRow> RequestTokens => Set<RequestTokenRow>();

    public DbSet<ClosingAskRow> ClosingAsks => Set<ClosingAskRow>();

    public DbSet<ClientKeyRow> ClientKeys => Set<ClientKeyRow>();

    public DbSet<QuoteRow> Quotes => Set<QuoteRow>();

    public DbSet<QuoteTokenRow> QuoteTokens => Set<QuoteTokenRow>();

    public DbSet<BuyerRow> Buyers => Set<BuyerRow>();

    public DbSet<AgreementRow> Agreements => Set<AgreementRow>();

    public DbSet<SoleAgreementRow> SoleAgreements => Set<SoleAgreementRow>();

    public DbSet<ChargeRow> Charges => Set<ChargeRow>();

    public DbSet<BulkOrderRow> BulkOrders => Set<BulkOrderRow>();

    public DbSet<BulkSetRow> BulkSets => Set<BulkSetRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<EventCursorRow> EventCursors => Set<EventCursorRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<DeliveryLaneRow> DeliveryLanes => Set<DeliveryLaneRow>();

    public DbSet<MailRuleRow> MailRules => Set<MailRuleRow>();

    public DbSet<MailRow> Mails => Set<MailRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<NoticeMarkRow> NoticeMarks => Set<NoticeMarkRow>();

    public DbSet<NoticeReadRow> NoticeReads => Set<NoticeReadRow>();

    public DbSet<CounterRow> Counters => Set<CounterRow>();

    public DbSet<MasterKeyRow> MasterKeys => Set<MasterKeyRow>();

    public DbSet<AccessKeyRow> AccessKeys => Set<AccessKeyRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<PersonRoleRow> PersonRoles => Set<PersonRoleRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<AddressFailuresRow> AddressFailures => Set<AddressFailuresRow>();

    public DbSet<SpentStateRow> SpentStates => Set<SpentStateRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<LogoRow> Logos => Set<LogoRow>();

    public DbSet<ProductRow> Products => Set<ProductRow>();

    public DbSet<ProductDocumentRow> ProductDocuments => Set<ProductDocumentRow>();

    public DbSet<CatalogueRecordRow> CatalogueRecords => Set<CatalogueRecordRow>();

    public DbSet<ReportLoadRow> ReportLoads => Set<ReportLoadRow>();

    public DbSet<ReportWatchRow> ReportWatches => Set<ReportWatchRow>();

    public DbSet<BillingMonthRow> BillingMonths => Set<BillingMonthRow>();

    public DbSet<ReportFaultRow> ReportFaults => Set<ReportFaultRow>();

    public DbSet<CostKeyRow> CostKeys => Set<CostKeyRow>();

    public DbSet<CostRow> Costs => Set<CostRow>();

    public DbSet<AccountCostRow> AccountCosts => Set<AccountCostRow>();

    public DbSet<ProductCostRow> ProductCosts => Set<ProductCostRow>();

    public DbSet<DayCostRow> DayCosts => Set<DayCostRow>();

    public DbSet<BillingSettingsRow> BillingSettings => Set<BillingSettingsRow>();

    public DbSet<PriceRuleRow> PriceRules => Set<PriceRuleRow>();

    public DbSet<ExchangeRateRow> ExchangeRates => Set<ExchangeRateRow>();

    public DbSet<StatementRow> Statements => Set<StatementRow>();

    public DbSet<StatementLineRow> StatementLines => Set<StatementLineRow>();

    public DbSet<BudgetRow> Budgets => Set<BudgetRow>();

    public DbSet<BudgetAlertRow> BudgetAlerts => Set<BudgetAlertRow>();

    public DbSet<BudgetSuspensionRow> BudgetSuspensions => Set<BudgetSuspensionRow>();

    public DbSet<ExitPlanRow> ExitPlans => Set<ExitPlanRow>();

    // Written down: looking for them would load every type of this assembly, and with those the SDKs that some derive from.
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .ApplyConfiguration(new AccessKeyMap())
        .ApplyConfiguration(new AccountCostMap())
        .ApplyConfiguration(new AccountProductMap())
        .ApplyConfiguration(new AccountTagsMap())
        .ApplyConfiguration(new AddressFailuresMap())
        .ApplyConfiguration(new AddressMap())
        .ApplyConfiguration(new AgreementMap())
        .ApplyConfiguration(new AuditMap())
        .ApplyConfiguration(new BillingMonthMap())
        .ApplyConfiguration(new BillingSettingsMap())
        .ApplyConfiguration(new BudgetAlertMap())
        .ApplyConfiguration(new BudgetMap())
        .ApplyConfiguration(new BudgetSuspensionMap())
        .ApplyConfiguration(new BulkOrderMap())
        .ApplyConfiguration(new BulkSetMap())
        .ApplyConfiguration(new BuyerMap())
        .ApplyConfiguration(new CatalogueRecordMap())
        .ApplyConfiguration(new ChangeSetEntityMap())
        .ApplyConfiguration(new ChangeSetMap())
        .ApplyConfiguration(new ChargeMap())
        .ApplyConfiguration(new ClientKeyMap())
        .ApplyConfiguration(new ClosingAskMap())
        .ApplyConfiguration(new CostKeyMap())
        .ApplyConfiguration(new CostMap())
        .ApplyConfiguration(new CounterMap())
        .ApplyConfiguration(new DayCostMap())
        .ApplyConfiguration(new DeliveryLaneMap())
        .ApplyConfiguration(new DeliveryMap())
        .ApplyConfiguration(new EffectMap())
        .ApplyConfiguration(new EntityLockMap())
        .ApplyConfiguration(new EventCursorMap())
        .ApplyConfiguration(new EventMap())
        .ApplyConfiguration(new ExchangeRateMap())
        .ApplyConfiguration(new ExitPlanMap())
        .ApplyConfiguration(new ExperienceMap())
        .ApplyConfiguration(new LinkDraftMap())
        .ApplyConfiguration(new LinkMap())
        .ApplyConfiguration(new LogoMap())
        .ApplyConfiguration(new MailMap())
        .ApplyConfiguration(new MailRuleMap())
        .ApplyConfiguration(new MasterKeyMap())
        .ApplyConfiguration(new MemberAccountMap())
        .ApplyConfiguration(new NodeMap())
        .ApplyConfiguration(new NoticeMap())
        .ApplyConfiguration(new NoticeMarkMap())
        .ApplyConfiguration(new NoticeReadMap())
        .ApplyConfiguration(new OrderMap())
        .ApplyConfiguration(new PersonMap())
        .ApplyConfiguration(new PersonRoleMap())
        .ApplyConfiguration(new PreflightMap())
        .ApplyConfiguration(new PriceRuleMap())
        .ApplyConfiguration(new ProductCostMap())
        .ApplyConfiguration(new ProductDocumentMap())
        .ApplyConfiguration(new ProductMap())
        .ApplyConfiguration(new ProtectionKeyMap())
        .ApplyConfiguration(new QuoteMap())
        .ApplyConfiguration(new QuoteTokenMap())
        .ApplyConfiguration(new ReportFaultMap())
        .ApplyConfiguration(new ReportLoadMap())
        .ApplyConfiguration(new ReportWatchMap())
        .ApplyConfiguration(new RequestMap())
        .ApplyConfiguration(new RequestTokenMap())
        .ApplyConfiguration(new ResourcePolicyMap())
        .ApplyConfiguration(new SessionMap())
        .ApplyConfiguration(new SoleAgreementMap())
        .ApplyConfiguration(new SpentStateMap())
        .ApplyConfiguration(new StatementLineMap())
        .ApplyConfiguration(new StatementMap())
        .ApplyConfiguration(new TagMap())
        .ApplyConfiguration(new TenantMap())
        .ApplyConfiguration(new WebhookMap());

    /// <summary>Times are UTC ticks on both providers: SQLite cannot order by its text form, and PostgreSQL would round to microseconds.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
