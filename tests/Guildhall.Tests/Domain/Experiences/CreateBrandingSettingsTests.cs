using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Experiences;

public sealed class CreateBrandingSettingsTests
{
    internal const string Url = "https://static.example.com/logo.png", Copy = "https://guildhall.example/logos/1.png";

    [Fact]
    public void M11_an_experience_gets_its_own_title_colour_and_a_copy_of_its_logo()
    {
        var hall = WithLogos();
        var id = hall.Experience();

        hall.Do(id, new CreateBrandingSettings("Brand", "Ours", new BrandingConfiguration("Engineering", "Ask us.", "#0E7F74", Url)));

        var made = hall[id].Branding!;
        Assert.Equal(("Brand", "Ours", "Engineering", "Ask us.", "#0E7F74", Copy), (made.Name, made.Description, made.Title, made.Information, made.ThemeColor, made.LogoUrl));
        Assert.Equal((1, 2), (made.Revision, hall[id].Revision));
        Assert.Equal(id, hall.Marketplace.Parents[made.Id]);
    }

    [Fact]
    public void Without_configuration_everything_has_its_default()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        hall.Do(id, new CreateBrandingSettings("Brand"));

        Assert.True(hall[id].Branding is { Title: "", Information: "", ThemeColor: "", LogoUrl: "", Description: "" });
    }

    [Fact]
    public void An_experience_has_one_branding()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();
        hall.Do(id, new CreateBrandingSettings("Brand"));

        Assert.Equal("ENTITY_ALREADY_EXISTS", hall.Refusal(id, new CreateBrandingSettings("Again")));
    }

    [Theory]
    [InlineData("https://static.example.com/picture.bmp", "INVALID_IMAGE")]
    [InlineData("https://never.fetched.example/", "INVALID_URL")]
    public void A_logo_that_was_not_copied_is_refused_with_the_reason(string url, string code)
    {
        var hall = WithLogos();

        Assert.Equal(code, hall.Refusal(hall.Experience(), new CreateBrandingSettings("Brand", Configuration: new(LogoUrl: url))));
    }

    [Theory]
    [InlineData("#12345", false)]
    [InlineData("#1234567", false)]
    [InlineData("123456", false)]
    [InlineData("#12345g", false)]
    [InlineData("#123456\n", false)]
    [InlineData("#aBcDeF", true)]
    [InlineData("", true)]
    public void A_theme_colour_is_a_hash_and_six_hexadecimal_digits(string colour, bool fits) =>
        Assert.Equal(fits, !new CreateBrandingSettings("Brand", Configuration: new(ThemeColor: colour)).Validate().Any());

    [Fact]
    public void S47_texts_have_limits_and_titles_hide_no_characters()
    {
        BrandingConfiguration[] refused =
        [
            new(Title: new string('x', 256)), new(Title: "a\u2067b"), new(Information: new string('x', 1_025)), new(LogoUrl: "https://" + new string('x', 2_048)),
        ];

        Assert.All(refused, c => Assert.Single(new CreateBrandingSettings("Brand", Configuration: c).Validate()));
        Assert.Single(new CreateBrandingSettings("").Validate());
        Assert.Single(new CreateBrandingSettings("Brand", new string('x', 1_025)).Validate());
        Assert.Empty(new CreateBrandingSettings("Brand", Configuration: new("", "", "", "")).Validate());
    }

    [Fact]
    public void The_URL_to_fetch_is_known_before_the_run()
    {
        Assert.Equal(Url, BrandingLogo.NamedBy(new CreateBrandingSettings("Brand", Configuration: new(LogoUrl: Url))));
        Assert.Equal(Url, BrandingLogo.NamedBy(new UpdateBrandingSettings(Configuration: new(LogoUrl: Url))));
        Assert.Null(BrandingLogo.NamedBy(new UpdateBrandingSettings(Configuration: new(LogoUrl: ""))));
        Assert.Null(BrandingLogo.NamedBy(new UpdateExperience("Name")));
    }

    internal static Hall WithLogos()
    {
        var hall = Hall.Integrated();
        hall.Tuned = context => context with
        {
            Logos = new Dictionary<string, LogoCopy>
            {
                [Url] = new(Copy, null),
                ["https://static.example.com/picture.bmp"] = new(null, Problem.Conflict("INVALID_IMAGE", "It is neither PNG nor SVG.")),
            },
        };
        return hall;
    }
}
