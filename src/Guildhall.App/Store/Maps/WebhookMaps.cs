using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class WebhookMap : IEntityTypeConfiguration<WebhookRow>
{
    public void Configure(EntityTypeBuilder<WebhookRow> row)
    {
        row.HasKey(w => w.Id);
        row.Property(w => w.Version).IsConcurrencyToken();
        row.HasIndex(w => new { w.TenantId, w.Name }).IsUnique();
    }
}

internal sealed class DeliveryMap : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> row)
    {
        row.HasKey(d => d.Id);
        row.Property(d => d.Fence).IsConcurrencyToken();
        row.HasIndex(d => new { d.WebhookId, d.CreatedAt });
        row.HasIndex(d => d.Due).HasFilter("\"State\" < 2");
        row.HasIndex(d => d.EndedAt);
    }
}

internal sealed class DeliveryLaneMap : IEntityTypeConfiguration<DeliveryLaneRow>
{
    public void Configure(EntityTypeBuilder<DeliveryLaneRow> row)
    {
        row.HasKey(l => new { l.WebhookId, l.Lane, l.Sequence });
        // With the lane, or SQLite reads all of the webhook's by the key instead.
        row.HasIndex(l => new { l.WebhookId, l.Sequence, l.Lane });
    }
}

internal sealed class EventCursorMap : IEntityTypeConfiguration<EventCursorRow>
{
    public void Configure(EntityTypeBuilder<EventCursorRow> row)
    {
        row.HasKey(c => c.Name);
        row.Property(c => c.Position).IsConcurrencyToken();
    }
}
