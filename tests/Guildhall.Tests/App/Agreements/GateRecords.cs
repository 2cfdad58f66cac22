using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.Agreements;

/// <summary>What a store has kept of what happened, by organization.</summary>
internal sealed record GateRecords(ILookup<string, ChangeSetRow> Sets, ILookup<string, QuoteRow> Quotes, ILookup<string, AgreementRow> Agreements, ILookup<string?, AuditRow> Audit)
{
    private static readonly string[] Purchases = ["CreateAgreementRequest", "AcceptAgreementRequest", "ExpireAgreement"];

    public static async Task<GateRecords> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var sets = await db.ChangeSets.AsNoTracking().Where(s => s.Status == ChangeSetStatus.Succeeded).ToListAsync(cancellation);
        var audit = await db.Audit.AsNoTracking().Where(a => Purchases.Contains(a.EventName)).ToListAsync(cancellation);
        return new GateRecords(
            sets.ToLookup(s => s.TenantId),
            (await db.Quotes.AsNoTracking().ToListAsync(cancellation)).ToLookup(q => q.TenantId),
            (await db.Agreements.AsNoTracking().ToListAsync(cancellation)).ToLookup(a => a.TenantId),
            audit.ToLookup(a => a.TenantId));
    }
}
