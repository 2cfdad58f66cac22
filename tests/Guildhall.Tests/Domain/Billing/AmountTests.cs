using System.Globalization;
using System.Text;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>Money from a report's text, exact to ten places. Decisions 12; aws-operations.md C.4.5; security.md F-51.</summary>
public sealed class AmountTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("12.50", "12.5")]
    [InlineData("+1", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-0.0000008", "-0.0000008")]
    [InlineData("8E-7", "0.0000008")]
    [InlineData("8e-7", "0.0000008")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("0.00000000005E2", "0.000000005")]
    [InlineData("922337203.6854775807", "922337203.6854775807")]
    [InlineData("-922337203.6854775807", "-922337203.6854775807")]
    [InlineData("000000000000000000000000000001.1", "1.1")]
    [InlineData("0.00000000000000000000000000000000000000000001", "0")]
    [InlineData("1e-400", "0")]
    [InlineData("0e400", "0")]
    public void A_number_is_read(string text, string says) => Assert.Equal(says, Read(text));

    [Theory]
    [InlineData("0.00000000005", "0")]
    [InlineData("0.00000000015", "0.0000000002")]
    [InlineData("0.00000000025", "0.0000000002")]
    [InlineData("-0.00000000015", "-0.0000000002")]
    [InlineData("0.000000000050000000000000000001", "0.0000000001")]
    [InlineData("0.00000000004999999999999999999999", "0")]
    [InlineData("0.00165303109242778", "0.0016530311")]
    [InlineData("123456789.12345678905", "123456789.123456789")]
    [InlineData("123456789.12345678915", "123456789.1234567892")]
    [InlineData("123456789.123456789050000000001", "123456789.1234567891")]
    [InlineData("1000000000500000000000E-22", "0.1000000000")]
    public void F51_More_than_ten_places_are_rounded_half_to_even(string text, string says) => Assert.Equal(decimal.Parse(says, CultureInfo.InvariantCulture), decimal.Parse(Read(text), CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("twelve")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("e5")]
    [InlineData("--1")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("$5")]
    [InlineData("１")]
    public void F51_Text_is_no_number(string text) => Assert.Equal(AmountReading.NotANumber, Amount.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("922337203.6854775808")]
    [InlineData("1e9")]
    [InlineData("99999999999999999999")]
    [InlineData("1e99999999999999999999")]
    public void F51_A_number_beyond_all_bills_is_too_large(string text) => Assert.Equal(AmountReading.TooLarge, Amount.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void F51_A_text_without_end_is_no_number() => Assert.Equal(AmountReading.NotANumber, Amount.TryParse(Encoding.UTF8.GetBytes(new string('1', 1_000_000)), out _));

    /// <summary>Against System.Decimal, which rounds half to even as well and holds 28 digits.</summary>
    [Fact]
    public void Reading_equals_decimal_arithmetic()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var places = random.Next(0, 18);
            var text = $"{(random.Next(2) == 0 ? "-" : "")}{random.NextInt64((long)Math.Pow(10, random.Next(0, 9)))}" + (places == 0 ? "" : "." + string.Concat(Enumerable.Range(0, places).Select(_ => "0055123456789"[random.Next(13)])));
            var expected = decimal.Round(decimal.Parse(text, CultureInfo.InvariantCulture), 10, MidpointRounding.ToEven);

            Assert.Equal(AmountReading.Read, Amount.TryParse(Encoding.UTF8.GetBytes(text), out var amount));
            Assert.True(expected == amount.ToDecimal(), $"{text}: {expected} and {amount}");
            Assert.Equal(amount, Amount.Of(expected));
            Assert.Equal(expected, decimal.Parse(amount.ToString(), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Sums_do_not_overflow_and_lose_nothing()
    {
        var most = new Amount(long.MaxValue);
        var sum = AmountSum.Of(Enumerable.Repeat(most, 1_000)) + AmountSum.Of([new Amount(1), -most]);

        Assert.Equal("921414866481.7921031194", sum.ToString());
        Assert.Null(sum.Single);
        Assert.Equal(new Amount(1), (sum - AmountSum.Of(Enumerable.Repeat(most, 999))).Single);
        Assert.False(Amount.TryAdd(most, new Amount(1), out _));
        Assert.False(Amount.TryAdd(-most, new Amount(-2), out _));
        Assert.Throws<OverflowException>(() => most + new Amount(1));
    }

    private static string Read(string text)
    {
        Assert.Equal(AmountReading.Read, Amount.TryParse(Encoding.UTF8.GetBytes(text), out var amount));
        return amount.ToString();
    }
}
