using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class MailRuleMap : IEntityTypeConfiguration<MailRuleRow>
{
    public void Configure(EntityTypeBuilder<MailRuleRow> row)
    {
        row.HasKey(r => r.Id);
        row.HasIndex(r => r.TenantId);
    }
}

internal sealed class MailMap : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> row)
    {
        row.HasKey(m => m.Id);
        row.Property(m => m.Fence).IsConcurrencyToken();
        row.HasIndex(m => new { m.TenantId, m.CreatedAt });
        row.HasIndex(m => m.Due).HasFilter("\"State\" < 2");
        row.HasIndex(m => m.EndedAt);
    }
}
