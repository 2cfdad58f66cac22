using Guildhall.Domain.Linking;

namespace Guildhall.Tests.Domain.Linking;

/// <summary>The age of a key, vendor-integration.md 9.</summary>
public sealed class KeyLifeTests
{
    private static readonly DateTimeOffset Given = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(90, 0, KeyAge.Young)]
    [InlineData(90, 71.99, KeyAge.Young)]
    [InlineData(90, 72, KeyAge.Aging)]
    [InlineData(90, 89.99, KeyAge.Aging)]
    [InlineData(90, 90, KeyAge.Aged)]
    [InlineData(90, 4_000, KeyAge.Aged)]
    [InlineData(1, 0.79, KeyAge.Young)]
    [InlineData(1, 0.8, KeyAge.Aging)]
    [InlineData(0, 4_000, KeyAge.Young)]
    public void Vendor9_A_key_is_warned_of_at_80_percent_of_its_days_and_needs_attention_after_all(int days, double age, KeyAge expected) =>
        Assert.Equal(expected, new KeyLife(days).Of(Given, Given.AddDays(age)));

    [Fact]
    public void Vendor9_Where_there_is_no_key_none_ages()
    {
        Assert.Equal(KeyAge.Young, new KeyLife(90).Of(null, Given));
        Assert.Null(new KeyLife(90).EndOf(null));
        Assert.Null(new KeyLife(0).EndOf(Given));
        Assert.Equal(Given.AddDays(90), new KeyLife(90).EndOf(Given));
    }
}
