using System.IO.Compression;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Reading;

/// <summary>The text of a report file, unpacked when its first bytes say that it is gzip, to its sound end or with the reason why there is none.</summary>
internal sealed class UnpackedText : IAsyncDisposable
{
    /// <summary>What stands in the seal. It has no line feed, so it never ends a row; it packs to less than itself, so it never stands in the file as it is.</summary>
    private static readonly byte[] SealText = [.. Enumerable.Repeat("guildhall: the report ends here; "u8.ToArray(), 2).SelectMany(t => t)];
    private static readonly byte[] Seal = Pack(SealText);

    /// <summary>Below it the ratio says nothing: a header and one repeated row pack to almost nothing.</summary>
    private const long RatioCountsFrom = 64 << 20;

    private readonly string _name;
    private readonly ReadLimits _limits;
    private readonly UnpackedRoom _room;
    private readonly Stream _plain;
    private readonly SealedStream? _packed;
    private readonly byte[] _held = new byte[SealText.Length];
    private int _heldBytes;

    private UnpackedText(string name, ReadLimits limits, UnpackedRoom room, Stream plain, SealedStream? packed) => (_name, _limits, _room, _plain, _packed) = (name, limits, room, plain, packed);

    /// <summary>Bytes given so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether all was given.</summary>
    public bool Ended { get; private set; }

    /// <summary>Looks at the first bytes. The file stays the caller's to close.</summary>
    public static async Task<UnpackedText> OpenAsync(Stream file, string name, ReadLimits limits, UnpackedRoom room, CancellationToken cancellationToken)
    {
        var first = new byte[2];
        var read = await file.ReadAtLeastAsync(first, 2, throwOnEndOfStream: false, cancellationToken);
        if (first is not [0x1F, 0x8B]) return new UnpackedText(name, limits, room, new SealedStream(file, first.AsSpan(0, read), default), null);
        var packed = new SealedStream(file, first, Seal);
        return new UnpackedText(name, limits, room, new GZipStream(packed, CompressionMode.Decompress), packed);
    }

    /// <summary>Fills the buffer as far as the file goes.</summary>
    /// <param name="buffer">Larger than the seal.</param>
    public async Task<Result<int>> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            _held.AsMemory(0, _heldBytes).CopyTo(buffer);
            var filled = _heldBytes + await _plain.ReadAtLeastAsync(buffer[_heldBytes..], buffer.Length - _heldBytes, throwOnEndOfStream: false, cancellationToken);
            Ended = filled < buffer.Length;
            var given = _packed is null ? filled : WithoutSeal(buffer.Span[..filled]);
            if (given < 0) return ReportProblems.Damaged(_name, "it is cut off, or something follows its end.");
            Bytes += given;
            return TooLarge(given) is { } problem ? problem : given;
        }
        catch (InvalidDataException)
        {
            return ReportProblems.Damaged(_name, "it is cut off, or its checksum is wrong.");
        }
        catch (IOException)
        {
            return ReportProblems.Damaged(_name, "it could not be read to its end.");
        }
    }

    public ValueTask DisposeAsync() => _plain.DisposeAsync();

    /// <summary>Holds back what might be the seal; at the end it must be. -1 when it is not.</summary>
    private int WithoutSeal(ReadOnlySpan<byte> filled)
    {
        if (Ended) return filled.EndsWith(SealText) ? filled.Length - SealText.Length : -1;
        _heldBytes = SealText.Length;
        filled[^_heldBytes..].CopyTo(_held);
        return filled.Length - _heldBytes;
    }

    private Problem? TooLarge(int given)
    {
        if (!_room.Take(given)) return ReportProblems.TooLarge(_name, $"unpacked, the report has more than {_room.Most:N0} bytes.");
        if (_packed is null || Bytes < RatioCountsFrom || Bytes <= _packed.PackedBytes * _limits.Ratio) return null;
        return ReportProblems.TooLarge(_name, $"it is packed more than {_limits.Ratio} times over.");
    }

    private static byte[] Pack(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(text);
        return packed.ToArray();
    }
}
