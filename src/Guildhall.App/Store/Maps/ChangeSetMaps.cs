using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class ChangeSetMap : IEntityTypeConfiguration<ChangeSetRow>
{
    public void Configure(EntityTypeBuilder<ChangeSetRow> row)
    {
        row.HasKey(s => s.Id);

        // Whoever ends a set first wins: cancel, apply here, apply on another instance (security.md 6.2, rule 5).
        row.Property(s => s.Status).IsConcurrencyToken();
        row.HasIndex(s => new { s.TenantId, s.StartTime, s.Id });
        row.HasIndex(s => new { s.TenantId, s.Owner, s.StartTime, s.Id });
        row.HasIndex(s => new { s.TenantId, s.EndTime, s.Id });
        row.HasIndex(s => new { s.Status, s.LeaseUntil });
        row.HasOne<TenantRow>().WithMany().HasForeignKey(s => s.TenantId);
    }
}

internal sealed class ChangeSetEntityMap : IEntityTypeConfiguration<ChangeSetEntityRow>
{
    public void Configure(EntityTypeBuilder<ChangeSetEntityRow> row)
    {
        row.HasKey(e => new { e.EntityId, e.ChangeSetId });
        row.HasOne<ChangeSetRow>().WithMany().HasForeignKey(e => e.ChangeSetId);
    }
}

internal sealed class EntityLockMap : IEntityTypeConfiguration<EntityLockRow>
{
    public void Configure(EntityTypeBuilder<EntityLockRow> row)
    {
        row.HasKey(l => new { l.TenantId, l.EntityId });
        row.HasOne<ChangeSetRow>().WithMany().HasForeignKey(l => l.ChangeSetId);
    }
}

internal sealed class RequestTokenMap : IEntityTypeConfiguration<RequestTokenRow>
{
    public void Configure(EntityTypeBuilder<RequestTokenRow> row)
    {
        row.HasKey(t => new { t.Account, t.Token });
        row.HasIndex(t => t.UsedAt);
    }
}
