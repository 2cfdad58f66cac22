using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Store.Plain;

/// <summary>The tables of quotes and agreements, and how their rows are changed: whoever changes one first wins.</summary>
internal static class AgreementTables
{
    public static readonly Table<QuoteRow> Quotes = new(
        "Quotes", 1,
        new("Id", q => q.Id), new("TenantId", q => q.TenantId), new("Account", q => q.Account), new("Arn", q => q.Arn), new("CreatedAt", q => q.CreatedAt),
        new("ExpiresAt", q => q.ExpiresAt), new("Product", q => q.Product), new("Offer", q => q.Offer), new("AgreementId", q => q.AgreementId), new("Document", q => q.Document))
    {
        Read = row => new QuoteRow
        {
            Id = row.GetString(0),
            TenantId = row.GetString(1),
            Account = row.GetString(2),
            Arn = row.GetString(3),
            CreatedAt = row.GetTime(4),
            ExpiresAt = row.GetTime(5),
            Product = row.GetString(6),
            Offer = row.GetString(7),
            AgreementId = row.FindString(8),
            Document = row.GetString(9),
        },
    };

    public static readonly Table<QuoteTokenRow> QuoteTokens = new(
        "QuoteTokens", 2, new("Account", t => t.Account), new("Token", t => t.Token), new("InputHash", t => t.InputHash), new("QuoteId", t => t.QuoteId), new("UsedAt", t => t.UsedAt))
    {
        Read = row => new QuoteTokenRow { Account = row.GetString(0), Token = row.GetString(1), InputHash = row.GetString(2), QuoteId = row.GetString(3), UsedAt = row.GetTime(4) },
    };

    public static readonly Table<BuyerRow> Buyers = new("Buyers", 1, new("Account", b => b.Account), new("Version", b => b.Version), new("OpenQuotes", b => b.OpenQuotes))
    {
        Read = row => new BuyerRow { Account = row.GetString(0), Version = row.GetInt64(1), OpenQuotes = row.GetString(2) },
    };

    public static readonly Table<AgreementRow> Agreements = new(
        "Agreements", 1,
        new("Id", a => a.Id), new("TenantId", a => a.TenantId), new("Account", a => a.Account), new("Proposer", a => a.Proposer), new("Product", a => a.Product),
        new("ProductType", a => a.ProductType), new("Offer", a => a.Offer), new("Status", a => (short)a.Status), new("AcceptedAt", a => a.AcceptedAt), new("StartTime", a => a.StartTime),
        new("EndTime", a => a.EndTime), new("AutoRenew", a => a.AutoRenew), new("Currency", a => a.Currency), new("Value", a => a.Value), new("Entitlement", a => (short)a.Entitlement),
        new("EntitlementReason", a => (short)a.EntitlementReason), new("Revision", a => a.Revision), new("Due", a => a.Due), new("Document", a => a.Document))
    {
        Read = ReadAgreement,
    };

    public static readonly Table<SoleAgreementRow> SoleAgreements = new(
        "SoleAgreements", 2, new("Account", s => s.Account), new("Subject", s => s.Subject), new("AgreementId", s => s.AgreementId))
    {
        Read = row => new SoleAgreementRow { Account = row.GetString(0), Subject = row.GetString(1), AgreementId = row.FindString(2) },
    };

    public static readonly Table<ChargeRow> Charges = new(
        "Charges", 1,
        new("Id", c => c.Id), new("AgreementId", c => c.AgreementId), new("Place", c => c.Place), new("Revision", c => c.Revision), new("PurchaseOrder", c => c.PurchaseOrder),
        new("Currency", c => c.Currency), new("Amount", c => c.Amount), new("Timing", c => (short)c.Timing), new("Time", c => c.Time))
    {
        Read = row => new ChargeRow
        {
            Id = row.GetString(0),
            AgreementId = row.GetString(1),
            Place = row.GetInt64(2),
            Revision = row.GetInt64(3),
            PurchaseOrder = row.FindString(4),
            Currency = row.FindString(5),
            Amount = row.FindString(6),
            Timing = (ChargeTiming)row.GetInt16(7),
            Time = row.IsDBNull(8) ? null : row.GetTime(8),
        },
    };

    private static readonly Statement Accepted = Quotes.UpdateOf(Quotes.Named("AgreementId"), onlyIf: "\"AgreementId\" IS NULL");

    private static readonly ImmutableArray<Column<AgreementRow>> Changing = Agreements.Named("Status", "EndTime", "AutoRenew", "Value", "Entitlement", "EntitlementReason", "Revision", "Due", "Document");

    private static readonly Statement ChangedAgreement = At(Agreements, Changing, "Revision");

    private static readonly Statement ChangedBuyer = At(Buyers, Buyers.Columns[1..], "Version");

    private static readonly ImmutableArray<Column<ChargeRow>> Ordering = Charges.Named("Revision", "PurchaseOrder");

    private static readonly Statement ChangedCharge = At(Charges, Ordering, "Revision");

    /// <summary>Keeps what became of a quote; another process that has accepted it meanwhile wins.</summary>
    public static void Accept(RowQueue rows, QuoteRow quote) => rows.Run(Accepted, quote.AgreementId, quote.Id);

    /// <summary>Writes an agreement that was changed, as its next revision.</summary>
    public static void Change(RowQueue rows, AgreementRow agreement)
    {
        agreement.Revision++;
        rows.Run(ChangedAgreement, [.. Table<AgreementRow>.ValuesOf(agreement, Changing.AsSpan()), agreement.Id, agreement.Revision - 1]);
    }

    /// <summary>Writes a charge whose purchase order was changed, as its next revision.</summary>
    public static void Change(RowQueue rows, ChargeRow charge)
    {
        charge.Revision++;
        rows.Run(ChangedCharge, [.. Table<ChargeRow>.ValuesOf(charge, Ordering.AsSpan()), charge.Id, charge.Revision - 1]);
    }

    /// <summary>Writes a buyer who was changed, or is new with version 0.</summary>
    public static void Save(RowQueue rows, BuyerRow buyer)
    {
        buyer.Version++;
        if (buyer.Version == 1) rows.Insert(buyer);
        else rows.Run(ChangedBuyer, [.. Table<BuyerRow>.ValuesOf(buyer, Buyers.Columns.AsSpan()[1..]), buyer.Account, buyer.Version - 1]);
    }

    /// <summary>Sets columns of the row of a key that still has the counter's value before; takes their values, the key and that value.</summary>
    private static Statement At<T>(Table<T> table, ImmutableArray<Column<T>> changed, string counter)
    {
        var statement = table.UpdateOf(changed, onlyIf: $"\"{counter}\" = ${changed.Length + table.Keys.Length + 1}");
        return statement with { Types = statement.Types.Add(DbType.Int64) };
    }

    private static AgreementRow ReadAgreement(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        TenantId = row.GetString(1),
        Account = row.GetString(2),
        Proposer = row.FindString(3),
        Product = row.GetString(4),
        ProductType = row.GetString(5),
        Offer = row.GetString(6),
        Status = (AgreementStatus)row.GetInt16(7),
        AcceptedAt = row.GetTime(8),
        StartTime = row.GetTime(9),
        EndTime = row.GetTime(10),
        AutoRenew = row.GetBoolean(11),
        Currency = row.FindString(12),
        Value = row.GetString(13),
        Entitlement = (EntitlementStatus)row.GetInt16(14),
        EntitlementReason = (EntitlementReason)row.GetInt16(15),
        Revision = row.GetInt64(16),
        Due = row.IsDBNull(17) ? null : row.GetTime(17),
        Document = row.GetString(18),
    };
}
