using System.Buffers.Binary;
using Guildhall.Domain;

namespace Guildhall.App.Cloud;

/// <summary>How often and after what pause a call is tried again. aws-operations.md A.1.</summary>
/// <param name="Retries">Tries after the first.</param>
/// <param name="Base">The longest first pause; it doubles from try to try.</param>
/// <param name="Cap">The longest pause of all.</param>
public sealed record RetryRule(int Retries, TimeSpan Base, TimeSpan Cap)
{
    /// <summary>8 retries, from half a second, up to 20 seconds.</summary>
    public static RetryRule Standard { get; } = new(8, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));

    /// <summary>Tries after the first where an answer makes no sense; never more than <see cref="Retries"/>.</summary>
    public int Unreadable { get; init; } = int.MaxValue;

    public static RetryRule Never { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>The pause before retry <paramref name="retry"/> (from 0): anything from nothing to the longest ("full jitter"), so that clients spread out.</summary>
    public TimeSpan Pause(int retry, IdSource randomness)
    {
        Span<byte> bytes = stackalloc byte[4];
        randomness.Fill(bytes);
        var share = BinaryPrimitives.ReadUInt32LittleEndian(bytes) / (double)uint.MaxValue;
        var longest = Math.Min(Cap.TotalSeconds, Base.TotalSeconds * Math.Pow(2, retry));
        return TimeSpan.FromSeconds(share * longest);
    }
}
