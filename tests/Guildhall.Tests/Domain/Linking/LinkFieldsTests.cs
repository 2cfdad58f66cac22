using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.Tests.Domain.Linking;

public sealed class LinkFieldsTests
{
    private const string Digits40 = "0123456789012345678901234567890123456789";

    [Theory]
    [InlineData("1234-5678-9012", "123456789012")]
    [InlineData(" 0012 3456 7890 ", "001234567890")]
    public void Vendor19_2_M33_An_account_id_is_taken_with_the_hyphens_and_blanks_it_was_pasted_with(string text, string id) =>
        Assert.Equal(new AccountId(id), LinkFields.Account(text, "account").Value);

    [Theory]
    [InlineData("", "Enter the account ID.")]
    [InlineData(null, "Enter the account ID.")]
    [InlineData("12345678901", "The account ID must have exactly 12 digits.")]
    [InlineData("1234567890123", "The account ID must have exactly 12 digits.")]
    [InlineData("12345678901x", "The account ID must have exactly 12 digits.")]
    [InlineData("١٢٣٤٥٦٧٨٩٠١٢", "The account ID must have exactly 12 digits.")]
    public void Vendor19_2_M33_Another_account_id_is_refused(string? text, string message) => Assert.Equal(message, Refused(LinkFields.Account(text, "account")));

    [Theory]
    [InlineData("", false, "Enter the API key.")]
    [InlineData("AKIA0123456789ABCDE", false, "The API key must be 20 characters and start with AKIA.")]
    [InlineData("akia0123456789abcdef", false, "The API key must be 20 characters and start with AKIA.")]
    [InlineData("some_key_of_moto_16", false, "The API key must be 20 characters and start with AKIA.")]
    [InlineData("short", true, "The API key must be 20 characters and start with AKIA.")]
    [InlineData("ASIA0123456789ABCDEF", true, "This is a temporary key. Use a long-term key (AKIA…) or a role.")]
    [InlineData("AIDA0123456789ABCDEF", true, "This is a user or role ID, not an access key.")]
    [InlineData("AROA0123456789ABCDEF", false, "This is a user or role ID, not an access key.")]
    public void Vendor19_2_M33_A_key_of_another_form_is_refused(string text, bool relaxed, string message) => Assert.Equal(message, Refused(LinkFields.Key(text, relaxed, "key")));

    [Fact]
    public void Vendor19_2_M33_Keys_of_custom_endpoints_need_not_look_like_those_of_AWS()
    {
        Assert.Equal("some_key_of_moto_16", LinkFields.Key("some_key_of_moto_16", relaxed: true, "key").Value);
        Assert.Equal("AKIA0123456789ABCDEF", LinkFields.Key(" AKIA0123456789ABCDEF ", relaxed: false, "key").Value);
    }

    [Theory]
    [InlineData("", "Enter the API secret.")]
    [InlineData("abc", "The API secret must be 40 characters.")]
    [InlineData(Digits40 + "0", "The API secret must be 40 characters.")]
    [InlineData("012345678901234567890123456789012345678!", "The API secret may contain letters, digits, + and / only.")]
    public void Vendor19_2_M38_A_secret_of_another_form_is_refused_and_the_refusal_says_nothing_of_it(string text, string message) => Assert.Equal(message, Refused(LinkFields.Secret(text, "secret")));

    [Fact]
    public void A_secret_is_taken_without_the_blanks_around_it() => Assert.Equal(Digits40, LinkFields.Secret($" {Digits40}\n", "secret").Value);

    [Fact]
    public void A_link_without_a_name_is_called_after_its_account()
    {
        Assert.Equal("aws-123456789012", LinkFields.Name("  ", new AccountId("123456789012"), "name").Value);
        Assert.Equal("A name has at most 64 characters.", Refused(LinkFields.Name(new string('n', 65), new AccountId("123456789012"), "name")));
    }

    private static string Refused<T>(Result<T> result) => Assert.Single(result.Problems).Message;
}
