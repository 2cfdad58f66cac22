using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class ReportLoadMap : IEntityTypeConfiguration<ReportLoadRow>
{
    public void Configure(EntityTypeBuilder<ReportLoadRow> row)
    {
        row.HasKey(l => l.Number);
        row.Property(l => l.Number).ValueGeneratedNever();
        row.HasIndex(l => l.Id).IsUnique();

        // Whoever ends or decides on a run first wins, also on another instance: what another did meanwhile is looked at again (security.md F-44, F-53).
        row.Property(l => l.State).IsConcurrencyToken();
        row.HasIndex(l => new { l.TenantId, l.Month, l.Number });

        // One reading of a month at a time, whoever began it.
        row.HasIndex(l => new { l.TenantId, l.Month }).IsUnique().HasFilter("\"State\" = 0");
    }
}

internal sealed class BillingMonthMap : IEntityTypeConfiguration<BillingMonthRow>
{
    public void Configure(EntityTypeBuilder<BillingMonthRow> row)
    {
        row.HasKey(m => new { m.TenantId, m.Month });
        row.Property(m => m.Version).IsConcurrencyToken();
    }
}

internal sealed class ReportFaultMap : IEntityTypeConfiguration<ReportFaultRow>
{
    public void Configure(EntityTypeBuilder<ReportFaultRow> row) => row.HasKey(f => new { f.Load, f.Place });
}

internal sealed class CostKeyMap : IEntityTypeConfiguration<CostKeyRow>
{
    public void Configure(EntityTypeBuilder<CostKeyRow> row) => row.HasKey(k => new { k.Load, k.Key });
}

internal sealed class CostMap : IEntityTypeConfiguration<CostRow>
{
    public void Configure(EntityTypeBuilder<CostRow> row) => row.HasKey(c => new { c.Load, c.Account, c.Key });
}

internal sealed class AccountCostMap : IEntityTypeConfiguration<AccountCostRow>
{
    public void Configure(EntityTypeBuilder<AccountCostRow> row) => row.HasKey(c => new { c.Load, c.Account, c.BillingEntity, c.ProductCode, c.AgreementId, c.Currency });
}

internal sealed class ProductCostMap : IEntityTypeConfiguration<ProductCostRow>
{
    public void Configure(EntityTypeBuilder<ProductCostRow> row) => row.HasKey(c => new { c.Load, c.BillingEntity, c.ProductCode, c.LineItemType, c.Currency });
}

internal sealed class DayCostMap : IEntityTypeConfiguration<DayCostRow>
{
    public void Configure(EntityTypeBuilder<DayCostRow> row) => row.HasKey(c => new { c.Load, c.Day, c.BillingEntity, c.ProductCode, c.LineItemType, c.Currency });
}

internal sealed class BillingSettingsMap : IEntityTypeConfiguration<BillingSettingsRow>
{
    public void Configure(EntityTypeBuilder<BillingSettingsRow> row) => row.HasKey(s => new { s.TenantId, s.Version });
}

internal sealed class PriceRuleMap : IEntityTypeConfiguration<PriceRuleRow>
{
    public void Configure(EntityTypeBuilder<PriceRuleRow> row)
    {
        row.HasKey(r => new { r.Id, r.Version });
        row.Property(r => r.Changes).IsConcurrencyToken();
    }
}

internal sealed class ExchangeRateMap : IEntityTypeConfiguration<ExchangeRateRow>
{
    public void Configure(EntityTypeBuilder<ExchangeRateRow> row) => row.HasKey(r => new { r.Month, r.From, r.To });
}

internal sealed class StatementMap : IEntityTypeConfiguration<StatementRow>
{
    public void Configure(EntityTypeBuilder<StatementRow> row)
    {
        row.HasKey(s => s.Id);
        row.HasIndex(s => new { s.TenantId, s.Number }).IsUnique();
        row.HasIndex(s => new { s.TenantId, s.Month, s.Company });
        row.Property(s => s.Version).IsConcurrencyToken();
    }
}

internal sealed class StatementLineMap : IEntityTypeConfiguration<StatementLineRow>
{
    public void Configure(EntityTypeBuilder<StatementLineRow> row)
    {
        row.HasKey(l => new { l.StatementId, l.Place });
        row.HasOne<StatementRow>().WithMany().HasForeignKey(l => l.StatementId);
    }
}

internal sealed class ReportWatchMap : IEntityTypeConfiguration<ReportWatchRow>
{
    public void Configure(EntityTypeBuilder<ReportWatchRow> row) => row.HasKey(w => w.TenantId);
}
