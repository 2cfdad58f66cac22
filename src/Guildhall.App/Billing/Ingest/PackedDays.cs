using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>What a day cost an account of one key, in ten-billionths of the currency's unit.</summary>
/// <param name="Day">Of the month, from 1.</param>
/// <param name="Lines">Of the report, at least 1.</param>
internal readonly record struct KeyDay(int Day, long Unblended, long Net, long Amortised, long Lines);

/// <summary>
/// The days of an account's costs of one key in one value, as they are stored: thirty rows otherwise, each with the account and the key beside it and in an index. A day is its number in one
/// byte, its cost, how far the net and the amortised cost are from it, mostly nothing, and its lines: each in as many bytes as the number needs, seven bits a byte.
/// </summary>
internal static class PackedDays
{
    public static byte[] Write(IReadOnlyCollection<Cost> days)
    {
        using var packed = new MemoryStream(days.Count * 16);
        using var to = new BinaryWriter(packed);
        foreach (var day in days)
        {
            var unblended = day.Unblended.Units;
            to.Write((byte)day.Day.Day);
            to.Write7BitEncodedInt64(Folded(unblended));
            to.Write7BitEncodedInt64(Folded(unchecked(day.Net.Units - unblended)));
            to.Write7BitEncodedInt64(Folded(unchecked(day.Amortised.Units - unblended)));
            to.Write7BitEncodedInt64(day.Rows);
        }

        return packed.ToArray();
    }

    /// <summary>In the order in which they were written.</summary>
    public static IEnumerable<KeyDay> Read(byte[] packed)
    {
        using var from = new BinaryReader(new MemoryStream(packed));
        while (from.BaseStream.Position < packed.Length)
        {
            var (day, unblended) = (from.ReadByte(), Unfolded(from.Read7BitEncodedInt64()));
            var net = unchecked(unblended + Unfolded(from.Read7BitEncodedInt64()));
            yield return new KeyDay(day, unblended, net, unchecked(unblended + Unfolded(from.Read7BitEncodedInt64())), from.Read7BitEncodedInt64());
        }
    }

    /// <summary>Small numbers of either sign become small ones without a sign.</summary>
    private static long Folded(long number) => (number << 1) ^ (number >> 63);

    private static long Unfolded(long folded) => (long)((ulong)folded >> 1) ^ -(folded & 1);
}
