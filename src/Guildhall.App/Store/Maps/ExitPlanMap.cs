using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class ExitPlanMap : IEntityTypeConfiguration<ExitPlanRow>
{
    public void Configure(EntityTypeBuilder<ExitPlanRow> row)
    {
        row.HasKey(p => p.Id);

        // One plan of a product at a time, whoever makes it.
        row.HasIndex(p => new { p.TenantId, p.Code }).IsUnique().HasFilter("\"State\" = 0");
        row.HasIndex(p => new { p.TenantId, p.GoneBy });
        row.Property(p => p.Version).IsConcurrencyToken();
        row.Property(p => p.Looks).IsConcurrencyToken();
    }
}
