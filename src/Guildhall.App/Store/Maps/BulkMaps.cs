using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class BulkOrderMap : IEntityTypeConfiguration<BulkOrderRow>
{
    public void Configure(EntityTypeBuilder<BulkOrderRow> row)
    {
        row.HasKey(o => o.Id);

        // Who sends the next set, takes the order over or stops it: the slower one decides again.
        row.Property(o => o.Version).IsConcurrencyToken();
        row.HasIndex(o => new { o.TenantId, o.Id });
        row.HasIndex(o => new { o.Account, o.Credential, o.ClientKey }).IsUnique().HasFilter("\"ClientKey\" IS NOT NULL");

        // What is open, and what is old enough to be forgotten.
        row.HasIndex(o => o.EndedAt);
    }
}

internal sealed class BulkSetMap : IEntityTypeConfiguration<BulkSetRow>
{
    public void Configure(EntityTypeBuilder<BulkSetRow> row)
    {
        row.HasKey(s => new { s.OrderId, s.Position });
        row.HasOne<BulkOrderRow>().WithMany().HasForeignKey(s => s.OrderId).OnDelete(DeleteBehavior.Cascade);
    }
}
