using System.Buffers;
using System.Text;

namespace Guildhall.Wire.Signing;

/// <summary>A growing buffer from the pool. Wiped when given back: a canonical request may hold a session token.</summary>
internal ref struct PooledBytes(int capacity)
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    /// <summary>The array behind <see cref="Written"/>, for code that cannot take a span.</summary>
    public readonly byte[] Buffer => bytes;

    public void Add(byte value) => Reserve(1)[0] = value;

    public void Add(ReadOnlySpan<byte> values) => values.CopyTo(Reserve(values.Length));

    public void Add(ReadOnlySpan<char> text)
    {
        var encoded = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, Reserve(encoded));
    }

    /// <summary>Room for so many bytes, counted as written.</summary>
    public Span<byte> Reserve(int count)
    {
        if (bytes.Length - Length < count)
            Grow(count);
        var room = bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }

    public void Dispose()
    {
        bytes.AsSpan(0, Length).Clear();
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Length = 0;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + count));
        Written.CopyTo(larger);
        bytes.AsSpan(0, Length).Clear();
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
