namespace Guildhall.App.Billing.Reading;

/// <summary>
/// A gzip file with one gzip member more at its end, a known one. Only when the file is whole does that member come out last: the framework's decompressor
/// neither minds a file that is cut nor one with something else behind it (F-50).
/// </summary>
internal sealed class SealedStream : OneWayStream
{
    private readonly Stream _file;
    private readonly ReadOnlyMemory<byte> _seal;
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _at;
    private int _end;
    private int _sealed;

    /// <param name="begun">What was read of the file already, fewer than 128 KiB.</param>
    public SealedStream(Stream file, ReadOnlySpan<byte> begun, ReadOnlyMemory<byte> seal)
    {
        (_file, _seal) = (file, seal);
        begun.CopyTo(_buffer);
        (PackedBytes, _end) = (begun.Length, begun.Length);
    }

    /// <summary>Bytes of the file read so far.</summary>
    public long PackedBytes { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == _end)
        {
            (_at, _end) = (0, await _file.ReadAsync(_buffer, cancellationToken));
            PackedBytes += _end;
        }

        return _at < _end ? Give(_buffer.AsSpan(_at, _end - _at), buffer.Span, ref _at) : Give(_seal.Span[_sealed..], buffer.Span, ref _sealed);
    }

    private static int Give(ReadOnlySpan<byte> bytes, Span<byte> to, ref int given)
    {
        var count = Math.Min(bytes.Length, to.Length);
        bytes[..count].CopyTo(to);
        given += count;
        return count;
    }
}
