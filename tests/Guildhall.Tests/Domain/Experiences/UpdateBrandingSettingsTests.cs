using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Experiences;

public sealed class UpdateBrandingSettingsTests
{
    private const string Url = CreateBrandingSettingsTests.Url, Copy = CreateBrandingSettingsTests.Copy;

    [Fact]
    public void Branding_is_merged_member_by_member_and_empty_texts_clear()
    {
        var hall = CreateBrandingSettingsTests.WithLogos();
        var id = hall.Experience();
        hall.Do(id, new CreateBrandingSettings("Brand", "Ours", new("Title", "Text", "#000000", Url)));

        hall.Do(id, new UpdateBrandingSettings(Configuration: new(Information: "New text", ThemeColor: "")));

        var now = hall[id].Branding!;
        Assert.Equal(("Brand", "Ours", "Title", "New text", "", Copy), (now.Name, now.Description, now.Title, now.Information, now.ThemeColor, now.LogoUrl));
        Assert.Equal(2, now.Revision);
        Assert.Equal("", hall.Do(id, new UpdateBrandingSettings(Configuration: new(LogoUrl: "")))[id].Branding!.LogoUrl);
        Assert.Equal("Renamed", hall.Do(id, new UpdateBrandingSettings(Name: "Renamed"))[id].Branding!.Name);
    }

    [Fact]
    public void The_address_of_the_present_copy_keeps_it()
    {
        var hall = CreateBrandingSettingsTests.WithLogos();
        var id = hall.Experience();
        hall.Do(id, new CreateBrandingSettings("Brand", Configuration: new(LogoUrl: Url)));

        Assert.Equal(Copy, hall.Do(id, new UpdateBrandingSettings(Configuration: new("New title", LogoUrl: Copy)))[id].Branding!.LogoUrl);
    }

    [Fact]
    public void A_new_logo_that_was_not_copied_is_refused()
    {
        var hall = CreateBrandingSettingsTests.WithLogos();
        var id = hall.Experience();
        hall.Do(id, new CreateBrandingSettings("Brand"));

        Assert.Equal("INVALID_URL", hall.Refusal(id, new UpdateBrandingSettings(Configuration: new(LogoUrl: "https://other.example/"))));
    }

    [Fact]
    public void Branding_must_be_there()
    {
        var hall = Hall.Integrated();

        Assert.Equal("ENTITY_NOT_FOUND", hall.Refusal(hall.Experience(), new UpdateBrandingSettings("Brand")));
    }

    [Fact]
    public void At_least_one_member_is_required()
    {
        Assert.Single(new UpdateBrandingSettings().Validate());
        Assert.Single(new UpdateBrandingSettings(Name: " ").Validate());
        Assert.Single(new UpdateBrandingSettings(Configuration: new(ThemeColor: "red")).Validate());
        Assert.Empty(new UpdateBrandingSettings(Configuration: new()).Validate());
    }
}
