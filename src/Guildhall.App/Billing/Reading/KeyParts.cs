namespace Guildhall.App.Billing.Reading;

/// <summary>What the numbers of a group's key stand for, by place.</summary>
internal static class KeyParts
{
    /// <summary>The day of the month itself; all others are numbers of texts.</summary>
    public const int Day = 0;
    public const int Account = 1;
    public const int BillingEntity = 2;
    public const int LegalEntity = 3;
    public const int ProductCode = 4;
    public const int ProductName = 5;
    public const int LineItemType = 6;
    public const int Region = 7;
    public const int UsageType = 8;
    public const int Currency = 9;
    public const int InvoiceId = 10;
    public const int AgreementId = 11;

    /// <summary>The first tag; the others follow.</summary>
    public const int Tags = 12;
}
