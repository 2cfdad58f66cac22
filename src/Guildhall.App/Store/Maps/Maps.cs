using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class TenantMap : IEntityTypeConfiguration<TenantRow>
{
    public void Configure(EntityTypeBuilder<TenantRow> row) => row.HasKey(t => t.Id);
}

internal sealed class NodeMap : IEntityTypeConfiguration<NodeRow>
{
    public void Configure(EntityTypeBuilder<NodeRow> row)
    {
        row.HasKey(n => new { n.TenantId, n.Id });
        row.HasOne<TenantRow>().WithMany().HasForeignKey(n => n.TenantId);
    }
}

internal sealed class AccountTagsMap : IEntityTypeConfiguration<AccountTagsRow>
{
    public void Configure(EntityTypeBuilder<AccountTagsRow> row) => row.HasKey(t => new { t.TenantId, t.AccountId });
}

internal sealed class LinkMap : IEntityTypeConfiguration<LinkRow>
{
    public void Configure(EntityTypeBuilder<LinkRow> row)
    {
        row.HasKey(l => l.Id);
        row.HasIndex(l => l.AccountId).IsUnique();
        row.HasIndex(l => l.Name).IsUnique();

        // Two editors in two processes: the slower one is told.
        row.Property(l => l.Version).IsConcurrencyToken();

        // One default at most, whoever writes at once. vendor-integration.md 7.
        row.HasIndex(l => l.IsDefault).IsUnique().HasFilter("\"IsDefault\"");
        row.HasOne<TenantRow>().WithMany().HasForeignKey(l => l.TenantId);
    }
}

internal sealed class ExperienceMap : IEntityTypeConfiguration<ExperienceRow>
{
    public void Configure(EntityTypeBuilder<ExperienceRow> row)
    {
        row.HasKey(e => new { e.TenantId, e.Id });
        row.HasIndex(e => new { e.TenantId, e.Version });
        row.HasOne<TenantRow>().WithMany().HasForeignKey(e => e.TenantId);
    }
}

internal sealed class RequestMap : IEntityTypeConfiguration<RequestRow>
{
    public void Configure(EntityTypeBuilder<RequestRow> row)
    {
        row.HasKey(r => new { r.TenantId, r.Id });
        row.HasIndex(r => new { r.TenantId, r.Version });
        row.HasOne<TenantRow>().WithMany().HasForeignKey(r => r.TenantId);
    }
}

internal sealed class TagMap : IEntityTypeConfiguration<TagRow>
{
    public void Configure(EntityTypeBuilder<TagRow> row)
    {
        row.HasKey(t => new { t.ResourceArn, t.Key });
        row.HasIndex(t => t.TenantId);
    }
}

internal sealed class ResourcePolicyMap : IEntityTypeConfiguration<ResourcePolicyRow>
{
    public void Configure(EntityTypeBuilder<ResourcePolicyRow> row)
    {
        row.HasKey(p => p.ResourceArn);
        row.HasIndex(p => p.TenantId);
    }
}
