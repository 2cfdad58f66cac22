using Guildhall.Domain;

namespace Guildhall.App.Agreements;

/// <summary>New ids of the Agreement API. storefront-and-procurement.md A.1, B.3.</summary>
internal static class AgreementIds
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Quote(this IdSource ids) => "ar-" + ids.Text(Base32, 13);

    public static string Agreement(this IdSource ids) => "agmt-" + ids.Text(Base32, 13);

    public static string Charge(this IdSource ids) => "ch-" + ids.Text(Base32, 13);
}
