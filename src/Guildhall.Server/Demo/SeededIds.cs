using Guildhall.Domain;

namespace Guildhall.Server.Demo;

/// <summary>Ids from a seed: the same seed gives the same ids, in the order they are asked for.</summary>
internal sealed class SeededIds(int seed) : IdSource
{
    private readonly Lock _turn = new();
    private readonly Random _random = new(seed);

    public override void Fill(Span<byte> bytes)
    {
        lock (_turn) _random.NextBytes(bytes);
    }
}
