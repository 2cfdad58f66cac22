using Guildhall.Domain;

namespace Guildhall.Tests.App.Cloud;

/// <summary>Randomness from a seed, so that a test can be repeated.</summary>
internal sealed class SeededIds(int seed) : IdSource
{
    private readonly Random _random = new(seed);

    public override void Fill(Span<byte> bytes)
    {
        lock (_random) _random.NextBytes(bytes);
    }
}
