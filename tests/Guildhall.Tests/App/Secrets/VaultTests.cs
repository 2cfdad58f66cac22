using System.Security.Cryptography;
using Guildhall.App.Secrets;

namespace Guildhall.Tests.App.Secrets;

public sealed class VaultTests
{
    private static readonly SecretPlace Place = new("o-1", "AKIA1", "secret");

    private readonly Vault _vault = new(MasterKey.Make());

    [Theory]
    [InlineData("")]
    [InlineData("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("päßwörd 🔑")]
    public void S13_What_was_sealed_opens_at_its_place(string text) =>
        Assert.Equal(text, _vault.Open(_vault.Seal(new Secret(text), Place), Place).Reveal());

    [Fact]
    public void S13_Each_sealing_has_its_own_data_key_and_nonces() =>
        Assert.NotEqual(_vault.Seal(new Secret("same"), Place), _vault.Seal(new Secret("same"), Place));

    [Theory]
    [InlineData("o-2", "AKIA1", "secret")]
    [InlineData("o-1", "AKIA2", "secret")]
    [InlineData("o-1", "AKIA1", "token")]
    [InlineData("o-1A", "KIA1", "secret")]
    public void S13_A_value_copied_to_another_place_does_not_open(string tenant, string record, string field)
    {
        var text = _vault.Seal(new Secret("hunter2"), Place);

        Assert.ThrowsAny<CryptographicException>(() => _vault.Open(text, new SecretPlace(tenant, record, field)));
    }

    [Fact]
    public void S13_No_bit_of_the_stored_form_can_be_changed()
    {
        var bytes = Convert.FromBase64String(_vault.Seal(new Secret("hunter2"), Place));

        Assert.All(Enumerable.Range(0, bytes.Length * 8), bit =>
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => _vault.Open(Convert.ToBase64String(changed), Place));
        });
    }

    [Fact]
    public void S13_A_shortened_form_does_not_open()
    {
        var bytes = Convert.FromBase64String(_vault.Seal(new Secret("hunter2"), Place));

        Assert.All(
            Enumerable.Range(0, bytes.Length),
            length => Assert.ThrowsAny<CryptographicException>(() => _vault.Open(Convert.ToBase64String(bytes[..length]), Place)));
    }

    [Fact]
    public void S13_A_text_that_was_never_sealed_does_not_open() =>
        Assert.Throws<CryptographicException>(() => _vault.Open("hunter2 in the clear", Place));

    [Fact]
    public void S14_Without_its_master_key_the_stored_form_is_of_no_use()
    {
        var text = _vault.Seal(new Secret("hunter2"), Place);

        var refusal = Assert.ThrowsAny<CryptographicException>(() => new Vault(MasterKey.Make()).Open(text, Place));

        Assert.Contains("master key", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text + refusal, StringComparison.Ordinal);
    }
}
