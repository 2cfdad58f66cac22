using Guildhall.Wire.Protocols;

namespace Guildhall.Tests.Wire.Protocols;

public sealed class WireFormTests
{
    [Fact]
    public void Names_and_values_are_decoded()
    {
        var form = WireForm.Parse("a=1&b=x+y%2Bz&%C3%A9=%E6%9D%B1&empty=&bare&&c=k%3Dv=w", plusIsSpace: true)!;

        Assert.Equal(["1", "x y+z", "東", "", "", "k=v=w"], new[] { "a", "b", "é", "empty", "bare", "c" }.Select(name => form[name]));
        Assert.Null(form["none"]);
    }

    [Fact]
    public void A_list_is_read_by_its_numbers()
    {
        var form = WireForm.Parse("Tag.member.2=b&Tag.member.1=a&Tag.member.4=d", plusIsSpace: true)!;

        Assert.Equal(["a", "b"], form.List("Tag"));
    }

    [Theory]
    [InlineData("a=1&a=2")]
    [InlineData("a=1&%61=2")]
    [InlineData("a=%")]
    [InlineData("a=%4")]
    [InlineData("a=%zz")]
    [InlineData("a=% 4")]
    [InlineData("a=%FF")]
    [InlineData("a=%C0%AF")]
    [InlineData("a=%ED%A0%80")]
    [InlineData("a=%00")]
    [InlineData("a=\u00e9")]
    public void F62_What_could_be_read_in_two_ways_is_refused(string text) =>
        Assert.Null(WireForm.Parse(text, plusIsSpace: true));
}
