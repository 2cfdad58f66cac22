namespace Guildhall.App.Billing.Reading;

/// <summary>What the numbers of a key stand for, by place; each is the number of a text.</summary>
internal static class KeyParts
{
    public const int Account = 0;
    public const int BillingEntity = 1;
    public const int LegalEntity = 2;
    public const int ProductCode = 3;
    public const int ProductName = 4;
    public const int LineItemType = 5;
    public const int Region = 6;
    public const int UsageType = 7;
    public const int Currency = 8;
    public const int InvoiceId = 9;
    public const int AgreementId = 10;

    /// <summary>The first tag; the others follow.</summary>
    public const int Tags = 11;
}
