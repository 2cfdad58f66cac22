using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class NoticeMap : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> row)
    {
        row.HasKey(n => n.Sequence);
        row.Property(n => n.Sequence).ValueGeneratedNever();
        row.HasIndex(n => new { n.TenantId, n.Sequence });
        row.HasIndex(n => new { n.TenantId, n.Account, n.Sequence });
        row.HasIndex(n => n.Time);
    }
}

internal sealed class NoticeMarkMap : IEntityTypeConfiguration<NoticeMarkRow>
{
    public void Configure(EntityTypeBuilder<NoticeMarkRow> row) => row.HasKey(m => new { m.PersonId, m.AccountId });
}

internal sealed class NoticeReadMap : IEntityTypeConfiguration<NoticeReadRow>
{
    public void Configure(EntityTypeBuilder<NoticeReadRow> row) => row.HasKey(r => new { r.PersonId, r.AccountId, r.Sequence });
}
