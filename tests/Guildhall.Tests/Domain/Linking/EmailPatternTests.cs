using Guildhall.App;
using Guildhall.Domain.Linking;

namespace Guildhall.Tests.Domain.Linking;

/// <summary>All vectors of vendor-integration.md 6.3, and a pattern for each rule of 6.1.</summary>
public sealed class EmailPatternTests
{
    [Theory]
    [InlineData("appdirect-account+%s@appdirect.com", 42)]
    [InlineData("a+%s@b.co", 17)]
    [InlineData("aws+team+%s@example.com", 31)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+%s@example.com", 64)]
    [InlineData("  aws+%s@example.com ", 26)]
    public void Vendor19_3_M34_A_pattern_of_the_documented_form_gives_addresses_of_a_known_length(string text, int length)
    {
        var pattern = EmailPattern.Read(text, "pattern").Value;
        var address = pattern.Expand(new RandomIds());
        Assert.Equal(length, pattern.ExpandedLength);
        Assert.Equal(length, address.Length);
        Assert.Matches(@"\+[a-z0-9]{8}-[a-z0-9]@", address);
        Assert.False(EmailAddress.Read(address, "email").Refused);
    }

    [Theory]
    [InlineData("aws+1cc0c520-b@example.com", true)]
    [InlineData("AWS+1cc0c520-b@Example.com", true)]
    [InlineData("aws+1CC0C520-b@example.com", false)]
    [InlineData("aws+1cc0c5200b@example.com", false)]
    [InlineData("aws+1cc0c520-bb@example.com", false)]
    [InlineData("other+1cc0c520-b@example.com", false)]
    [InlineData("aws+1cc0c520-b@example.org", false)]
    [InlineData("aws+@example.com", false)]
    public void F70_An_address_that_was_made_of_the_pattern_is_known_again(string address, bool made) =>
        Assert.Equal(made, EmailPattern.Read("aws+%s@example.com", "pattern").Value.Made(address));

    [Theory]
    [InlineData(null, "Enter an e-mail pattern.")]
    [InlineData("   ", "Enter an e-mail pattern.")]
    [InlineData("äws+%s@example.com", "Use ASCII characters only.")]
    [InlineData("aws+%s%s@example.com", "The pattern must contain %s exactly once.")]
    [InlineData("aws+%s@example.com+%s", "The pattern must contain %s exactly once.")]
    [InlineData("aws+%d@example.com", "The pattern must contain %s exactly once.")]
    [InlineData("aws+%S@example.com", "The pattern must contain %s exactly once.")]
    [InlineData("aws+100%+%s@example.com", "\"%\" may only be used in %s.")]
    [InlineData("aws@example.com+%s", "The pattern must have one @, after %s.")]
    [InlineData("aws+%s@a.com@b.com", "The pattern must have one @, after %s.")]
    [InlineData("aws-%s@example.com", "The pattern must look like mailbox+%s@domain.")]
    [InlineData("aws+prod-%s@example.com", "The pattern must look like mailbox+%s@domain.")]
    [InlineData("%s@example.com", "The pattern must look like mailbox+%s@domain.")]
    [InlineData("aws+%sx@example.com", "The pattern must look like mailbox+%s@domain.")]
    [InlineData("+%s@example.com", "The mailbox is empty.")]
    [InlineData(".aws+%s@example.com", "The mailbox has a character AWS doesn't accept: ..")]
    [InlineData("aws +%s@example.com", "The mailbox has a character AWS doesn't accept: a space.")]
    [InlineData("a;b+%s@example.com", "The mailbox has a character AWS doesn't accept: ;.")]
    [InlineData("aws+%s@x", "The domain isn't valid.")]
    [InlineData("aws+%s@-example.com", "The domain isn't valid.")]
    [InlineData("aws+%s@example.com.", "The domain isn't valid.")]
    [InlineData("aws+%s@exam_ple.com", "The domain isn't valid.")]
    [InlineData("aws+%s@example..com", "The domain isn't valid.")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+%s@example.com", "Generated addresses would have 65 characters; AWS allows 64.")]
    public void Vendor19_2_Vendor19_3_M34_A_malformed_pattern_is_refused_with_the_reason(string? text, string message)
    {
        var refused = EmailPattern.Read(text, "pattern");
        Assert.Equal(message, Assert.Single(refused.Problems).Message);
        Assert.Equal("pattern", refused.Problems[0].Member);
    }
}
