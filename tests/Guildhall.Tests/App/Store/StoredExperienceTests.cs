using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.App.Store;

/// <summary>An experience is written by the serializer and read member by member: both must know the same members.</summary>
public sealed class StoredExperienceTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Every_member_comes_back()
    {
        var text = StoreJson.Write(Full());
        Assert.Equal(text, StoreJson.Write(Read(text, ProductCatalogue.Empty)));
    }

    [Fact]
    public void The_example_has_every_member_of_its_records()
    {
        var json = JsonNode.Parse(StoreJson.Write(Full()))!.AsObject();
        Assert.Equal(Members<Experience>(), Names(json));
        Assert.Equal(Members<ProcurementPolicy>(), Names(json["Policy"]!));
        Assert.Equal(Members<BrandingSettings>(), Names(json["Branding"]!));
        Assert.Equal(Members<Audience>(), Names(json["Audience"]!));
        Assert.Equal(Members<ProductGrant>(), Names(json["Policy"]!["Allowed"]![0]!));
    }

    [Fact]
    public void An_experience_without_children_has_none_after_reading()
    {
        var read = Read(StoreJson.Write(new Experience(new("exp-a"), 1, Day, default, default, "Bare", "")), ProductCatalogue.Empty);
        Assert.True(read is { Policy: null, Branding: null, Audience: null, Owner.Value: null, Live: false });
    }

    [Fact]
    public void Members_of_a_later_version_are_passed_over()
    {
        var read = Read("""{"Later":{"Deep":[1,{"Id":"x"}]},"Id":"exp-a","Policy":{"Later":[],"Allowed":[{"Later":{},"Product":"prod-a"}]}}""", ProductCatalogue.Empty);
        Assert.Equal(("exp-a", "prod-a"), (read.Id.Value, read.Policy!.Allowed.Single().Product.Value));
    }

    [Fact]
    public void Ids_of_products_are_the_catalogue_s_own_where_it_has_them()
    {
        var product = new Product(new("prod-allowed-a"), "SaaSProduct", "Title", "Seller", ProductVisibility.Public, Day);
        var read = Read(StoreJson.Write(Full()), ProductCatalogue.Of([product]));
        Assert.Same(product.Id.Value, read.Policy!.Allowed[0].Product.Value);
        Assert.Equal("prod-\"quoted\" und länger als die längste geteilte Kennung, die es je geben wird", read.Policy.Allowed[1].Product.Value);
    }

    private static Experience Read(string text, ProductCatalogue catalogue) => StoreJson.ReadExperience(Encoding.UTF8.GetBytes(text), catalogue);

    private static IEnumerable<string> Members<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => p.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonNode json) => json.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);

    private static Experience Full() => new(new("exp-a"), 7, Day, new("111122223333"), new("444455556666"), "Name \"quoted\"", "Described", Live: true, Archived: true)
    {
        Policy = new ProcurementPolicy(new("procpolicy-a"), 2, Day.AddDays(1), "Policy", "Rules")
        {
            RequestsAllowed = false,
            Allowed =
            [
                new(new("prod-allowed-a"), "a note"),
                new(new("prod-\"quoted\" und länger als die längste geteilte Kennung, die es je geben wird"), null),
            ],
            Denied = [new(new("prod-denied-a"), null)],
            Blocked = [new("prod-blocked-a")],
        },
        Branding = new BrandingSettings(new("brandsettings-a"), 3, Day.AddDays(2), "Branding", "Look", "Title", "Information", "#112233", "/media/a.png"),
        Audience = new Audience(new("aud-a"), 4, Day.AddDays(3), "Audience", "Who")
        {
            Principals = [new("o-a"), new("123456789012")],
            Remembered = [new("ou-a")],
        },
    };
}
