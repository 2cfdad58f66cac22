using System.Buffers;
using System.IO.Compression;

namespace Guildhall.App.Catalogue.Format;

/// <summary>A line of a file. <paramref name="Text"/> is valid until the next line is asked for; null when the line is too long.</summary>
/// <param name="Number">From 1.</param>
public readonly record struct RawLine(int Number, ReadOnlyMemory<byte>? Text);

/// <summary>
/// Reads the lines of a file, plain or gzip (told by the first bytes, not by the name), without ever holding more than one line. A gzip bomb ends at the
/// limits like any other long file (F-52).
/// </summary>
internal sealed class CatalogueLines(Stream file, LineEnd lineEnd)
{
    /// <summary>Far above the largest sound record: a description has 32,768 characters.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <summary>Lines of a file at most: ten times the largest catalogue that is tested.</summary>
    public const int MostLines = 10_000_000;

    /// <summary>All lines that are not blank.</summary>
    /// <exception cref="InvalidDataException">The gzip data is broken, or there are more than <see cref="MostLines"/> lines.</exception>
    public IEnumerable<RawLine> Read()
    {
        using var stream = Open();
        var buffer = ArrayPool<byte>.Shared.Rent(LongestLine + 1);
        try
        {
            foreach (var line in Split(stream, buffer))
            {
                if (line.Number > MostLines) throw new InvalidDataException($"The file has more than {MostLines:N0} lines.");
                if (line.Text is not { } text || !IsBlank(text.Span)) yield return line;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Stream Open()
    {
        var buffered = new BufferedStream(file, 64 * 1024);
        var first = buffered.ReadByte();
        var second = buffered.ReadByte();
        buffered.Position = 0;
        return first == 0x1F && second == 0x8B ? new GZipStream(buffered, CompressionMode.Decompress) : buffered;
    }

    /// <summary>Cuts where lines end; what is left at the end is a line too.</summary>
    private IEnumerable<RawLine> Split(Stream stream, byte[] buffer)
    {
        var (start, seen, end, number, tooLong) = (0, 0, 0, 1, false);
        while (true)
        {
            var cut = lineEnd.Find(buffer.AsSpan(seen, end - seen));
            if (cut >= 0)
            {
                yield return new RawLine(number, tooLong || seen + cut - start > LongestLine ? (ReadOnlyMemory<byte>?)null : buffer.AsMemory(start, seen + cut - start));
                number += lineEnd.Feeds;
                (start, seen, tooLong) = (seen + cut + 1, seen + cut + 1, false);
                continue;
            }

            if (end - start > LongestLine) (start, end, tooLong) = (0, 0, true);
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, seen, end) = (0, end - start, end - start);
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0) break;
            end += read;
        }

        if (end > 0 || tooLong) yield return new RawLine(number, tooLong ? (ReadOnlyMemory<byte>?)null : buffer.AsMemory(0, end));
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;
}
