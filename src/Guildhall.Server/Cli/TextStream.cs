using System.Buffers;
using System.Text;

namespace Guildhall.Server.Cli;

/// <summary>A stream of UTF-8 whose text goes to a writer, so that a command may write bytes where people redirect text.</summary>
internal sealed class TextStream(TextWriter writer) : Stream
{
    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var characters = ArrayPool<char>.Shared.Rent(buffer.Length + 4);
        var count = _decoder.GetChars(buffer, characters, flush: false);
        writer.Write(characters, 0, count);
        ArrayPool<char>.Shared.Return(characters);
    }

    public override void Flush() => writer.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
