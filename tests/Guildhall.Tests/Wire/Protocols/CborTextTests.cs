using System.Formats.Cbor;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Wire.Protocols;

namespace Guildhall.Tests.Wire.Protocols;

public sealed class CborTextTests
{
    private static readonly HashSet<string> Times = ["ExpirationDate"];

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ProductCode":"abc","Filter":{"DIMENSION":["users","höhe"]},"MaxResults":25}""")]
    [InlineData("""{"a":[true,false,null,-1,9223372036854775807,1.5,"",[],{}]}""")]
    public void What_is_written_is_read_as_it_was(string json) => Assert.Equal(json, Read(CborText.FromJson(Encoding.UTF8.GetBytes(json), Times)), StringComparer.Ordinal);

    [Fact]
    public void A_time_carries_its_tag_and_is_read_as_its_number()
    {
        var cbor = CborText.FromJson("""{"ExpirationDate":1767225600.5,"Value":1}"""u8.ToArray(), Times);
        var reader = new CborReader(cbor);
        reader.ReadStartMap();
        reader.ReadTextString();
        Assert.Equal(CborTag.UnixTimeSeconds, reader.ReadTag());
        Assert.Equal(1767225600.5, reader.ReadDouble());
        Assert.Equal("""{"ExpirationDate":1767225600.5,"Value":1}""", Read(cbor));
    }

    [Fact]
    public void Lengths_may_come_at_the_end_as_some_clients_write_them()
    {
        var writer = new CborWriter();
        writer.WriteStartMap(null);
        writer.WriteTextString("a");
        writer.WriteStartArray(null);
        writer.WriteInt32(7);
        writer.WriteEndArray();
        writer.WriteEndMap();
        Assert.Equal("""{"a":[7]}""", Read(writer.Encode()));
    }

    [Fact]
    public void No_body_is_an_empty_map() => Assert.Equal("{}", Read(default));

    [Theory]
    [InlineData("a1")]
    [InlineData("a16161")]
    [InlineData("a2616101616102")]
    [InlineData("a1616143010203")]
    [InlineData("a10102")]
    [InlineData("a0a0")]
    [InlineData("a16161fb7ff8000000000000")]
    [InlineData("a161613bffffffffffffffff")]
    [InlineData("f7")]
    public void F61_What_JSON_cannot_say_in_one_way_is_refused(string hex) => Assert.Null(CborText.ToJson(Convert.FromHexString(hex)));

    [Fact]
    public void F61_Too_deep_and_random_bodies_are_refused_or_read_and_never_break()
    {
        Assert.Null(CborText.ToJson(Enumerable.Repeat((byte)0x81, 5_000).ToArray()));
        var random = new Random(20260115);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(1, 40)];
            random.NextBytes(bytes);
            if (CborText.ToJson(bytes) is { } json) JsonNode.Parse(json.Span);
        }
    }

    private static string Read(ReadOnlyMemory<byte> cbor)
    {
        using var json = JsonDocument.Parse(CborText.ToJson(cbor)!.Value);
        return JsonSerializer.Serialize(json.RootElement, Plain);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
