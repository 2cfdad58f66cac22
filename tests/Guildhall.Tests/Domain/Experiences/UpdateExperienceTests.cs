using Guildhall.Domain;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Experiences;

public sealed class UpdateExperienceTests
{
    [Fact]
    public void M15_an_experience_goes_live_and_not_live_by_its_status()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        Assert.True(hall.Do(id, new UpdateExperience(Status: ExperienceStatus.Enabled))[id].Governs);
        Assert.False(hall.Do(id, new UpdateExperience(Status: ExperienceStatus.Disabled))[id].Governs);
    }

    [Fact]
    public void Members_that_are_absent_stay()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Before");
        hall.Do(id, new UpdateExperience(Description: "Described"));

        hall.Do(id, new UpdateExperience(Name: "After"));

        Assert.Equal(("After", "Described", true), (hall[id].Name, hall[id].Description, hall[id].Live));
    }

    [Fact]
    public void M16_going_live_without_policy_or_audience_is_allowed_on_the_wire_and_going_offline_keeps_the_list()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var bare = new EntityId("exp-bare");
        hall.Do(bare, new CreateExperience("Bare"), new UpdateExperience(Status: ExperienceStatus.Enabled));
        var listed = hall.LiveExperience("Listed", Hall.Engineer);
        hall.Do(listed, Words.Allow("prod-a"));

        hall.Do(listed, new UpdateExperience(Status: ExperienceStatus.Disabled));

        Assert.True(hall[bare].Governs);
        Assert.Equal(["prod-a"], hall.Allowed(listed));
        Assert.Equal([Hall.Engineer], hall.Audience(listed));
    }

    [Fact]
    public void Setting_the_present_value_again_adds_a_revision_all_the_same()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        hall.Do(id, new UpdateExperience(Status: ExperienceStatus.Disabled));

        Assert.Equal(2, hall[id].Revision);
    }

    [Fact]
    public void M25_an_archived_experience_is_not_updated()
    {
        var hall = Hall.Integrated();

        Assert.Equal("EXPERIENCE_RESTRICTED", hall.Refusal(hall.ArchivedExperience("Old"), new UpdateExperience(Name: "New")));
    }

    [Fact]
    public void An_unknown_experience_is_not_found() =>
        Assert.Equal("ENTITY_NOT_FOUND", Hall.Integrated().Refusal(new EntityId("exp-absent"), new UpdateExperience(Name: "New")));

    [Fact]
    public void At_least_one_member_is_required_and_each_has_its_limit()
    {
        Assert.Single(new UpdateExperience().Validate());
        Assert.Single(new UpdateExperience(Name: "").Validate());
        Assert.Single(new UpdateExperience(Description: new string('x', 1_025)).Validate());
        Assert.Empty(new UpdateExperience(Description: "").Validate());
        Assert.Empty(new UpdateExperience(Status: ExperienceStatus.Enabled).Validate());
    }
}
