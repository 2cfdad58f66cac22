using System.Text;
using System.Text.Json;
using Guildhall.Wire.Protocols;

namespace Guildhall.Tests.Wire.Protocols;

public sealed class WireTimeTests
{
    private static readonly DateTimeOffset _time = new DateTimeOffset(2026, 5, 4, 11, 0, 0, 999, TimeSpan.FromHours(1)).AddTicks(9_999);

    [Fact]
    public void Conformance_11_Catalog_text_has_20_characters_in_UTC_without_fraction() =>
        Assert.Equal("2026-05-04T10:00:00Z", WireTime.Text(_time));

    [Fact]
    public void AWS_JSON_has_seconds_with_a_fraction()
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteEpoch("JoinedTimestamp", _time);
            json.WriteEndObject();
        }

        Assert.Equal("""{"JoinedTimestamp":1777888800.999}""", Encoding.UTF8.GetString(buffer.ToArray()));
    }

    [Fact]
    public void Both_forms_are_read_back()
    {
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero), WireTime.Parse("2026-05-04T10:00:00Z"));
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 10, 0, 0, 999, TimeSpan.Zero), WireTime.FromEpoch(1777888800.999m));
    }

    [Fact]
    public void A_number_outside_the_calendar_is_no_time()
    {
        Assert.Null(WireTime.FromEpoch(decimal.MaxValue));
        Assert.Null(WireTime.FromEpoch(-99_999_999_999m));
        Assert.Equal(DateTimeOffset.UnixEpoch, WireTime.FromEpoch(0));
    }

    [Theory, InlineData("2026-05-04T10:00:00.0Z"), InlineData("2026-05-04"), InlineData("2026-05-04T10:00:00+01:00"), InlineData("2026-02-30T00:00:00Z")]
    public void Other_forms_are_no_time(string text) => Assert.Null(WireTime.Parse(text));
}
