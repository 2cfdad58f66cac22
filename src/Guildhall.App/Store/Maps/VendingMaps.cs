using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class EffectMap : IEntityTypeConfiguration<EffectRow>
{
    public void Configure(EntityTypeBuilder<EffectRow> row)
    {
        row.HasKey(e => e.Id);

        // What ends an attempt and what takes its entry away must not pass each other by (F-40).
        row.Property(e => e.Fence).IsConcurrencyToken();
        row.HasIndex(e => new { e.Subject, e.Position }).IsUnique();

        // What is open, in the order in which it is due: few rows however long the history is.
        row.HasIndex(e => e.Due).HasFilter("\"State\" < 2");
    }
}

internal sealed class LinkDraftMap : IEntityTypeConfiguration<LinkDraftRow>
{
    public void Configure(EntityTypeBuilder<LinkDraftRow> row) => row.HasKey(d => d.Id);
}

internal sealed class PreflightMap : IEntityTypeConfiguration<PreflightRow>
{
    public void Configure(EntityTypeBuilder<PreflightRow> row)
    {
        row.HasKey(p => p.Id);
        row.HasIndex(p => new { p.LinkId, p.Id });
    }
}

internal sealed class OrderMap : IEntityTypeConfiguration<OrderRow>
{
    public void Configure(EntityTypeBuilder<OrderRow> row)
    {
        row.HasKey(o => o.Id);
        row.Property(o => o.Version).IsConcurrencyToken();
        row.HasIndex(o => new { o.Buyer, o.ClientKey }).IsUnique().HasFilter("\"ClientKey\" IS NOT NULL");
        row.HasIndex(o => new { o.LinkId, o.State });
        row.HasIndex(o => new { o.Buyer, o.Id });
        row.HasIndex(o => o.AccountId);
    }
}

internal sealed class AddressMap : IEntityTypeConfiguration<AddressRow>
{
    public void Configure(EntityTypeBuilder<AddressRow> row) => row.HasKey(a => a.Address);
}

internal sealed class MemberAccountMap : IEntityTypeConfiguration<MemberAccountRow>
{
    public void Configure(EntityTypeBuilder<MemberAccountRow> row)
    {
        row.HasKey(a => a.AccountId);
        row.Property(a => a.Version).IsConcurrencyToken();
        row.HasIndex(a => a.LinkId);
    }
}

internal sealed class AccountProductMap : IEntityTypeConfiguration<AccountProductRow>
{
    public void Configure(EntityTypeBuilder<AccountProductRow> row)
    {
        row.HasKey(p => p.Id);
        row.Property(p => p.Version).IsConcurrencyToken();
        row.Property(p => p.Counted).IsConcurrencyToken();
    }
}

internal sealed class ClosingAskMap : IEntityTypeConfiguration<ClosingAskRow>
{
    public void Configure(EntityTypeBuilder<ClosingAskRow> row)
    {
        row.HasKey(a => a.AccountId);
        row.Property(a => a.AskedAt).IsConcurrencyToken();
        row.HasIndex(a => a.AskedAt);
    }
}
