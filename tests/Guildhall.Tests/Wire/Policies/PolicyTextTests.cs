using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

public sealed class PolicyTextTests
{
    [Theory]
    [InlineData(PolicyKind.Identity, 6_144)]
    [InlineData(PolicyKind.Trust, 6_144)]
    [InlineData(PolicyKind.ServiceControl, 10_240)]
    [InlineData(PolicyKind.Resource, 10_240)]
    public void S20_A_policy_has_at_most_so_many_characters(PolicyKind kind, int limit)
    {
        Assert.IsType<PolicyParse.Accepted>(PolicyDocument.Parse(OfLength(kind, limit), kind));
        Assert.Equal(
            [$"The policy has {limit + 1} characters besides white space; at most {limit} are allowed."],
            PolicyErrorTests.ErrorsOf(OfLength(kind, limit + 1), kind));
    }

    [Fact]
    public void S20_White_space_between_elements_does_not_count() =>
        Assert.IsType<PolicyParse.Accepted>(PolicyDocument.Parse(OfLength(PolicyKind.Identity, 6_144) + new string('\n', 6_144)));

    [Fact]
    public void S20_There_is_an_end_to_white_space_too() => Assert.Equal(
        ["The policy has 131073 characters; at most 131072 are read, white space included."],
        PolicyErrorTests.ErrorsOf(new string(' ', 131_073)));

    [Theory]
    [InlineData(17)]
    [InlineData(100_000)]
    public void S20_Depth_is_bounded(int depth) => Assert.Equal(
        ["The policy is nested more than 16 levels deep."], PolicyErrorTests.ErrorsOf(new string('[', depth)));

    [Theory]
    [InlineData("""{"Id":"\ud83d"}""", """The policy contains the escape \ud83d; characters beyond U+FFFF are not allowed.""")]
    [InlineData("""{"\uDE00":1}""", """The policy contains the escape \uDE00; characters beyond U+FFFF are not allowed.""")]
    [InlineData("{\"Id\":\"\u20ac\"}", "The policy contains the character U+20AC; only tab, line breaks and U+0020 to U+00FF are allowed.")]
    [InlineData("\0", "The policy contains the character U+0000; only tab, line breaks and U+0020 to U+00FF are allowed.")]
    public void S20_Characters_beyond_Latin_1_are_refused(string json, string sentence) =>
        Assert.Equal([sentence], PolicyErrorTests.ErrorsOf(json));

    [Fact]
    public void S20_Half_a_surrogate_pair_is_refused() => Assert.Equal(
        ["The policy contains the character U+D83D; only tab, line breaks and U+0020 to U+00FF are allowed."],
        PolicyErrorTests.ErrorsOf($"{{\"Id\":\"{(char)0xD83D}\"}}"));

    [Fact]
    public void S20_A_backslash_before_a_u_is_no_escape() => Assert.IsType<PolicyParse.Accepted>(PolicyDocument.Parse(
        """{"Id":"\\ud83d \"\u00e9","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""));

    private static string OfLength(PolicyKind kind, int length)
    {
        var principal = kind is PolicyKind.Resource or PolicyKind.Trust ? ",\"Principal\":\"*\"" : "";
        var resource = kind is PolicyKind.Trust ? "" : ",\"Resource\":\"*\"";
        var rest = $"{{\"Id\":\"\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"*\"{principal}{resource}}}}}";
        return rest.Replace("\"Id\":\"\"", $"\"Id\":\"{new string(' ', length - rest.Length)}\"", StringComparison.Ordinal);
    }
}
