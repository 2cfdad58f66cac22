using Guildhall.Tests.Domain.Governance;

namespace Guildhall.Tests.Domain.Products;

/// <summary>Numbers by id, whatever the id looks like: lengths around those that are packed, few letters, so that many ids resemble each other.</summary>
public sealed class ProductNumbersTests
{
    [Theory]
    [InlineData("ab")]
    [InlineData("aš")]
    [InlineData("0123456789")]
    public void Every_id_is_found_under_its_own_number_and_no_other_id_is(string letters)
    {
        var random = new Random(letters.Length);
        string[] ids = [.. Enumerable.Range(0, 6_000).Select(_ => Id(random, letters)).Distinct()];
        var (known, absent) = (ids[..(ids.Length / 2)], ids[(ids.Length / 2)..]);
        var catalogue = World.Catalogue(known);

        Assert.All(known.Index(), id => Assert.Equal(id.Index, catalogue.NumberOf(new string(id.Item))));
        Assert.All(absent, id => Assert.Equal(-1, catalogue.NumberOf(id)));
    }

    [Fact]
    public void An_id_that_occurs_twice_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => World.Catalogue("prod-aaaaaaaaaaaaa", "prod-b", "prod-aaaaaaaaaaaaa"));

    [Fact]
    public void Products_added_keep_the_numbers_of_those_known_and_replaced_ones_keep_their_own()
    {
        var before = World.Catalogue("prod-a", "prod-b");
        var after = before.With([World.Product("prod-c"), World.Product("prod-a", entitled: true)]);

        Assert.Equal([0, 1, 2], new[] { "prod-a", "prod-b", "prod-c" }.Select(after.NumberOf));
        Assert.True(after.Products[0].AlwaysEntitled);
        Assert.True(after.Continues(before));
        Assert.False(before.Continues(after));
        Assert.False(World.Catalogue("prod-b", "prod-a").Continues(before));
    }

    private static string Id(Random random, string letters) =>
        string.Create(random.Next(1, 40), random, (text, r) => r.GetItems<char>(letters, text));
}
