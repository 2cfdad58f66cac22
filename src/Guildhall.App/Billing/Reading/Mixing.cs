namespace Guildhall.App.Billing.Reading;

/// <summary>Spreads the bits of a number over all bits of another: the halves of a product, laid over one another.</summary>
internal static class Mixing
{
    public static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0x9E37_79B9_7F4A_7C15, out var low);
        return high ^ low;
    }
}
