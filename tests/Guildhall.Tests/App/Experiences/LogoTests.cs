using System.Text;
using Guildhall.App.Experiences.Logos;

namespace Guildhall.Tests.App.Experiences;

public sealed class LogoTests
{
    /// <summary>One red pixel, with a text chunk that must go.</summary>
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    [Fact]
    public void S54_A_sound_PNG_is_taken()
    {
        var image = LogoImage.Read(Pixel);

        Assert.False(image.Refused, image.Refused ? image.Problems[0].Message : "");
        Assert.Equal("png", image.Value.Extension);
    }

    [Fact]
    public void S54_Chunks_that_do_not_draw_are_dropped()
    {
        byte[] withText = [.. Pixel[..33], .. Chunk("tEXt", "Comment\0secret place"u8), .. Pixel[33..]];

        var image = LogoImage.Read(withText);

        Assert.Equal(Pixel, image.Value.Bytes);
    }

    [Fact]
    public void S54_A_PNG_with_a_flipped_byte_is_refused()
    {
        byte[] broken = [.. Pixel];
        broken[20] ^= 1;

        Assert.Equal("INVALID_IMAGE", LogoImage.Read(broken).Problems[0].Code);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><image href='https://example.com/a.png'/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(https://example.com/a)'/></svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("GIF89a")]
    public void S54_What_could_do_more_than_draw_is_refused(string image) =>
        Assert.Equal("INVALID_IMAGE", LogoImage.Read(Encoding.UTF8.GetBytes(image)).Problems[0].Code);

    [Fact]
    public void S54_An_SVG_is_rebuilt_from_what_draws()
    {
        var image = LogoImage.Read(Encoding.UTF8.GetBytes(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='urn:x' viewBox='0 0 9 9'><x:note>hidden</x:note><rect width='9' data-a='1' fill='url(#g)'/></svg>"));

        Assert.Equal("<svg viewBox=\"0 0 9 9\" xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" fill=\"url(#g)\" /></svg>", Encoding.UTF8.GetString(image.Value.Bytes));
    }

    [Fact]
    public void More_than_500_KB_is_refused() => Assert.Equal("INVALID_IMAGE", LogoImage.Read(new byte[LogoImage.SizeLimit + 1]).Problems[0].Code);

    private static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[8 + typed.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        typed.CopyTo(chunk, 4);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + typed.Length), Crc(typed));
        return chunk;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
