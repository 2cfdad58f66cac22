using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class QuoteMap : IEntityTypeConfiguration<QuoteRow>
{
    public void Configure(EntityTypeBuilder<QuoteRow> row)
    {
        row.HasKey(q => q.Id);
        row.HasIndex(q => q.ExpiresAt);
    }
}

internal sealed class QuoteTokenMap : IEntityTypeConfiguration<QuoteTokenRow>
{
    public void Configure(EntityTypeBuilder<QuoteTokenRow> row)
    {
        row.HasKey(t => new { t.Account, t.Token });
        row.HasIndex(t => t.UsedAt);
    }
}

internal sealed class BuyerMap : IEntityTypeConfiguration<BuyerRow>
{
    public void Configure(EntityTypeBuilder<BuyerRow> row) => row.HasKey(b => b.Account);
}

internal sealed class AgreementMap : IEntityTypeConfiguration<AgreementRow>
{
    public void Configure(EntityTypeBuilder<AgreementRow> row)
    {
        row.HasKey(a => a.Id);

        // SearchAgreements by the three who may see one, in the only order it has.
        row.HasIndex(a => new { a.Account, a.EndTime, a.Id });
        row.HasIndex(a => new { a.TenantId, a.EndTime, a.Id });
        row.HasIndex(a => new { a.Proposer, a.EndTime, a.Id }).HasFilter("\"Proposer\" IS NOT NULL");

        // What there is to do next: few rows however many there are.
        row.HasIndex(a => a.Due).HasFilter("\"Due\" IS NOT NULL");
    }
}

internal sealed class SoleAgreementMap : IEntityTypeConfiguration<SoleAgreementRow>
{
    public void Configure(EntityTypeBuilder<SoleAgreementRow> row) => row.HasKey(s => new { s.Account, s.Subject });
}

internal sealed class ChargeMap : IEntityTypeConfiguration<ChargeRow>
{
    public void Configure(EntityTypeBuilder<ChargeRow> row)
    {
        row.HasKey(c => c.Id);
        row.HasIndex(c => new { c.AgreementId, c.Place }).IsUnique();
        row.HasOne<AgreementRow>().WithMany().HasForeignKey(c => c.AgreementId);
    }
}
