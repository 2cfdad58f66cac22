using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class AuditMap : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> row)
    {
        row.HasKey(a => a.Sequence);
        row.Property(a => a.Sequence).ValueGeneratedOnAdd();
        row.HasIndex(a => new { a.TenantId, a.Sequence });
        row.HasIndex(a => new { a.TenantId, a.Account, a.Sequence });
    }
}

internal sealed class EventMap : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> row)
    {
        row.HasKey(e => e.Sequence);
        row.Property(e => e.Sequence).ValueGeneratedOnAdd();
        row.HasIndex(e => new { e.TenantId, e.Sequence });

        // A member reads its own account's alone, however many others there are.
        row.HasIndex(e => new { e.TenantId, e.Account, e.Sequence });
    }
}

internal sealed class CounterMap : IEntityTypeConfiguration<CounterRow>
{
    public void Configure(EntityTypeBuilder<CounterRow> row)
    {
        row.HasKey(c => c.Scope);
        row.Property(c => c.Value).IsConcurrencyToken();
    }
}

internal sealed class MasterKeyMap : IEntityTypeConfiguration<MasterKeyRow>
{
    public void Configure(EntityTypeBuilder<MasterKeyRow> row) => row.HasKey(k => k.Id);
}

internal sealed class AccessKeyMap : IEntityTypeConfiguration<AccessKeyRow>
{
    public void Configure(EntityTypeBuilder<AccessKeyRow> row)
    {
        row.HasKey(k => k.Id);
        row.HasIndex(k => new { k.AccountId, k.UserName });
    }
}

internal sealed class ProductMap : IEntityTypeConfiguration<ProductRow>
{
    public void Configure(EntityTypeBuilder<ProductRow> row)
    {
        row.HasKey(p => p.Id);
        row.Property(p => p.Number).ValueGeneratedNever();
        row.HasIndex(p => p.Number).IsUnique();
        row.HasIndex(p => p.Version);
        row.HasIndex(p => p.Seller);
    }
}

internal sealed class ProductDocumentMap : IEntityTypeConfiguration<ProductDocumentRow>
{
    public void Configure(EntityTypeBuilder<ProductDocumentRow> row) => row.HasKey(p => p.Id);
}

internal sealed class CatalogueRecordMap : IEntityTypeConfiguration<CatalogueRecordRow>
{
    public void Configure(EntityTypeBuilder<CatalogueRecordRow> row)
    {
        row.HasKey(r => new { r.Kind, r.Id });
        row.HasIndex(r => r.Product).HasFilter("\"Product\" IS NOT NULL");
        row.HasIndex(r => r.Proposal).IsUnique().HasFilter("\"Proposal\" IS NOT NULL");
        row.HasIndex(r => r.PrivateFor).HasFilter("\"PrivateFor\" IS NOT NULL");
    }
}

internal sealed class ClientKeyMap : IEntityTypeConfiguration<ClientKeyRow>
{
    public void Configure(EntityTypeBuilder<ClientKeyRow> row)
    {
        row.HasKey(k => new { k.Caller, k.Key });
        row.Property(k => k.UsedAt).IsConcurrencyToken();
        row.HasIndex(k => k.UsedAt);
    }
}
