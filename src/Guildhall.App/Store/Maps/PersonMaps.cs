using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guildhall.App.Store.Maps;

internal sealed class PersonMap : IEntityTypeConfiguration<PersonRow>
{
    public void Configure(EntityTypeBuilder<PersonRow> row)
    {
        row.HasKey(p => p.Id);
        row.HasIndex(p => p.EmailKey).IsUnique();
        row.HasIndex(p => new { p.Issuer, p.Subject }).IsUnique();
    }
}

internal sealed class PersonRoleMap : IEntityTypeConfiguration<PersonRoleRow>
{
    public void Configure(EntityTypeBuilder<PersonRoleRow> row)
    {
        row.HasKey(r => new { r.PersonId, r.AccountId, r.Role });
        row.HasIndex(r => r.AccountId);
        row.HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
    }
}

internal sealed class SessionMap : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> row)
    {
        row.HasKey(s => s.Id);
        row.HasIndex(s => s.PersonId);
        row.HasIndex(s => s.SeenAt);
        row.HasOne<PersonRow>().WithMany().HasForeignKey(s => s.PersonId);
    }
}

internal sealed class ProtectionKeyMap : IEntityTypeConfiguration<ProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<ProtectionKeyRow> row) => row.HasKey(k => k.Id);
}

internal sealed class AddressFailuresMap : IEntityTypeConfiguration<AddressFailuresRow>
{
    public void Configure(EntityTypeBuilder<AddressFailuresRow> row) => row.HasKey(a => a.Address);
}

internal sealed class SpentStateMap : IEntityTypeConfiguration<SpentStateRow>
{
    public void Configure(EntityTypeBuilder<SpentStateRow> row) => row.HasKey(s => s.State);
}
