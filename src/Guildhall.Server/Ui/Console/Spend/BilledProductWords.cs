using Guildhall.App.Billing.Spend;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>How products in the bill are told.</summary>
internal static class BilledProductWords
{
    public static string Of(UseStanding standing) => standing switch
    {
        UseStanding.Approved => "Approved",
        UseStanding.NotApproved => "Not approved",
        UseStanding.NotGoverned => "Not governed",
        UseStanding.Left => "Left the organization",
        _ => "Not in the catalogue",
    };

    public static StatusKind KindOf(UseStanding standing) => standing switch
    {
        UseStanding.Approved => StatusKind.Good,
        UseStanding.NotApproved => StatusKind.Bad,
        _ => StatusKind.Inactive,
    };
}
