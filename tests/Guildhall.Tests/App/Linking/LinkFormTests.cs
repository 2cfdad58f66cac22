using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;

namespace Guildhall.Tests.App.Linking;

/// <summary>The form of a new link: every message of vendor-integration.md 5 and 6.1 for its cause.</summary>
public sealed class LinkFormTests
{
    private const string Account = "111122223333";

    private static readonly LinkForm Good = new()
    {
        Account = Account,
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        Secret = new Secret("wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY/+"),
        EmailPattern = "aws+%s@example.com",
    };

    private static readonly CredentialTerms Terms = new(Relaxed: false, Own: false, account => "external-" + account);

    [Fact]
    public void M33_A_good_form_becomes_a_wish_with_the_defaults_of_the_form()
    {
        var read = Read(Good with { Account = " 1111-2222-3333 ", Secret = new Secret("  wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY/+ ") });

        Assert.Empty(read.Problems);
        Assert.Empty(read.Warnings);
        var wish = read.Wish!;
        Assert.Equal((Account, "us-east-1", LinkMode.Fresh, "aws-" + Account), (wish.Account.Value, wish.Region, wish.Mode, wish.Name));
        Assert.Equal((true, true, 40), (wish.Default, wish.Integrate, wish.Credentials.StoredKey!.Secret.Reveal().Length));
    }

    [Theory]
    [InlineData("", "accountId", "Enter the account ID.")]
    [InlineData("12345678901", "accountId", "The account ID must have exactly 12 digits.")]
    [InlineData("1111-2222-3333-4", "accountId", "The account ID must have exactly 12 digits.")]
    public void Vendor19_2_Account_messages(string account, string member, string message) => Expect(Good with { Account = account }, member, message);

    [Theory]
    [InlineData("", "Enter the API key.")]
    [InlineData("AKIA123", "The API key must be 20 characters and start with AKIA.")]
    [InlineData("ASIAIOSFODNN7EXAMPLE", "This is a temporary key. Use a long-term key (AKIA…) or a role.")]
    [InlineData("AIDAIOSFODNN7EXAMPLE", "This is a user or role ID, not an access key.")]
    [InlineData("AROAIOSFODNN7EXAMPLE", "This is a user or role ID, not an access key.")]
    [InlineData("AKIA0SFODNN7EXAMPLE0", "This key belongs to the simulated AWS. Enter a key of a real AWS account.")]
    public void Vendor19_2_Key_messages(string key, string message) => Expect(Good with { AccessKeyId = key }, "accessKeyId", message);

    [Theory]
    [InlineData("", "Enter the API secret.")]
    [InlineData("short", "The API secret must be 40 characters.")]
    [InlineData("wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY/!", "The API secret may contain letters, digits, + and / only.")]
    public void Vendor19_2_M38_Secret_messages_hold_nothing_of_the_secret(string secret, string message) => Expect(Good with { Secret = new Secret(secret) }, "secretAccessKey", message);

    [Theory]
    [InlineData("", "Enter an e-mail pattern.")]
    [InlineData("äws+%s@example.com", "Use ASCII characters only.")]
    [InlineData("aws+%s%s@example.com", "The pattern must contain %s exactly once.")]
    [InlineData("aws+100%+%s@example.com", "\"%\" may only be used in %s.")]
    [InlineData("aws+%s@a.com@b.com", "The pattern must have one @, after %s.")]
    [InlineData("aws-%s@example.com", "The pattern must look like mailbox+%s@domain.")]
    [InlineData("aws +%s@example.com", "The mailbox has a character AWS doesn't accept: a space.")]
    [InlineData("aws+%s@x", "The domain isn't valid.")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+%s@example.com", "Generated addresses would have 65 characters; AWS allows 64.")]
    public void Vendor19_2_M34_Pattern_messages(string pattern, string message) => Expect(Good with { EmailPattern = pattern }, "emailPattern", message);

    [Fact]
    public void Vendor19_2_All_fields_are_refused_at_once()
    {
        var read = Read(new LinkForm { Region = "mars-1" });

        Assert.Null(read.Wish);
        Assert.Equal(["accountId", "region", "accessKeyId", "secretAccessKey", "emailPattern"], read.Problems.Select(p => p.Member));
        Assert.Equal("Choose a region of AWS.", read.Problems[1].Message);
    }

    [Fact]
    public void Vendor19_2_An_account_that_is_linked_or_a_member_of_what_is_linked_is_refused_by_name()
    {
        var same = Read(Good, [Link(Account, "Acme", "o-acmeacmeac")]);
        var member = Read(Good, [Link("999999999999", "Acme", "o-acmeacmeac")], memberOf: "o-acmeacmeac");
        var removed = Read(Good, [Link(Account, "Acme", "o-acmeacmeac", LinkStates.Removed)]);

        Assert.Equal($"Account {Account} is already linked as \"Acme\".", Assert.Single(same.Problems).Message);
        Assert.Equal("ALREADY_LINKED", same.Problems[0].Code);
        Assert.Equal($"Account {Account} is a member of \"Acme\"; link its management account instead.", Assert.Single(member.Problems).Message);
        Assert.Empty(removed.Problems);
    }

    [Fact]
    public void Vendor19_2_The_same_key_or_pattern_and_a_region_without_reports_are_warned_of()
    {
        var read = Read(Good with { Region = "il-central-1", EmailPattern = "AWS+%s@example.com" }, [Link("999999999999", "Acme", "o-acmeacmeac")]);

        Assert.NotNull(read.Wish);
        Assert.Equal(
            ["Reports can't be delivered in il-central-1; the report bucket will be made in us-east-1.", "This key is already used by \"Acme\".", "\"Acme\" uses the same pattern."],
            read.Warnings.Select(w => w.Message));
    }

    [Fact]
    public void Keys_of_any_form_are_taken_at_configured_endpoints() =>
        Assert.Empty(LinkForms.Read(Good with { AccessKeyId = "LKIAQAAAAAAALX6GRE2B" }, [], null, Terms with { Relaxed = true }).Problems);

    private static void Expect(LinkForm form, string member, string message)
    {
        var problem = Assert.Single(Read(form).Problems);
        Assert.Equal((member, message), (problem.Member, problem.Message));
    }

    private static LinkFormReading Read(LinkForm form, IReadOnlyList<LinkRow>? links = null, string? memberOf = null) => LinkForms.Read(form, links ?? [], memberOf, Terms);

    private static LinkRow Link(string account, string name, string tenant, string state = LinkStates.Active) => new()
    {
        Id = "link-a",
        Name = name,
        TenantId = tenant,
        AccountId = account,
        Region = "us-east-1",
        Mode = "Adopt",
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        EncryptedSecret = "",
        EmailPattern = "aws+%s@example.com",
        State = state,
    };
}
