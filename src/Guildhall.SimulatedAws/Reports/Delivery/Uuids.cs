using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>UUIDs that nothing else has, by what they are of and when.</summary>
internal static class Uuids
{
    public static string Of(ulong what, DateTimeOffset at)
    {
        var lot = Lot.Of(what, at.UtcTicks);
        var hex = $"{lot:x16}{Lot.Of(lot, 1):x16}";
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }
}
