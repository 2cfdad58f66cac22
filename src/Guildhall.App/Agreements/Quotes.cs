using Guildhall.App.Store.Rows;

namespace Guildhall.App.Agreements;

/// <summary>Quotes as they are told, from their rows: the same at every reading.</summary>
internal static class Quotes
{
    public static Quote Of(QuoteRow row) => Of(row, AgreementDocuments.ReadQuote(row.Document));

    public static Quote Of(QuoteRow row, QuoteDocument document) => new(row.Id, document.Intent, document.Terms, document.Charges, row.CreatedAt, row.ExpiresAt, row.AgreementId);
}
