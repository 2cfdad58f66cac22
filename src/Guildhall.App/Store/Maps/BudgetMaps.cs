using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class BudgetMap : IEntityTypeConfiguration<BudgetRow>
{
    public void Configure(EntityTypeBuilder<BudgetRow> row)
    {
        row.HasKey(b => b.Id);

        // One budget for each of those it may be for, whoever makes it.
        row.HasIndex(b => new { b.TenantId, b.TargetKind, b.TargetValue }).IsUnique();
        row.Property(b => b.Version).IsConcurrencyToken();
        row.Property(b => b.Marks).IsConcurrencyToken();
    }
}

internal sealed class BudgetAlertMap : IEntityTypeConfiguration<BudgetAlertRow>
{
    public void Configure(EntityTypeBuilder<BudgetAlertRow> row)
    {
        row.HasKey(a => new { a.BudgetId, a.Month, a.Step });
        row.HasOne<BudgetRow>().WithMany().HasForeignKey(a => a.BudgetId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BudgetSuspensionMap : IEntityTypeConfiguration<BudgetSuspensionRow>
{
    public void Configure(EntityTypeBuilder<BudgetSuspensionRow> row)
    {
        row.HasKey(s => new { s.BudgetId, s.Month, s.Account });
        row.HasIndex(s => s.BudgetId).HasFilter("\"Waiting\"").HasDatabaseName("IX_BudgetSuspensions_Waiting");
        row.HasOne<BudgetRow>().WithMany().HasForeignKey(s => s.BudgetId).OnDelete(DeleteBehavior.Cascade);
    }
}
