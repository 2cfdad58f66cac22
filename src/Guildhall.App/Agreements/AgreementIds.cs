using Guildhall.Domain;

namespace Guildhall.App.Agreements;

/// <summary>New ids of the Agreement API. storefront-and-procurement.md A.1, B.3.</summary>
internal static class AgreementIds
{
    public static string Quote(this IdSource ids) => ids.Named("ar-");

    public static string Agreement(this IdSource ids) => ids.Named("agmt-");

    public static string Charge(this IdSource ids) => ids.Named("ch-");
}
