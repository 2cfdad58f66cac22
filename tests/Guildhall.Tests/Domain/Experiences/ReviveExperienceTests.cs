using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Experiences;

public sealed class ReviveExperienceTests
{
    [Fact]
    public void M25_a_reactivated_experience_is_not_live_and_has_what_it_had()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.LiveExperience("Old", Hall.Engineer);
        hall.Do(id, Words.Allow("prod-a")).Do(id, new UpdateExperience(Status: ExperienceStatus.Disabled), new RestrictExperience());

        hall.Do(id, new ReviveExperience());

        Assert.True(hall[id] is { Archived: false, Live: false });
        Assert.Equal(["prod-a"], hall.Allowed(id));
        Assert.Equal([Hall.Engineer], hall.Audience(id));
    }

    [Fact]
    public void Reactivating_and_going_live_work_as_one_set()
    {
        var hall = Hall.Integrated();
        var id = hall.ArchivedExperience("Old");

        Assert.True(hall.Do((id, new UpdateExperience(Status: ExperienceStatus.Enabled)), (id, new ReviveExperience()))[id].Governs);
    }

    [Fact]
    public void An_active_experience_is_not_reactivated()
    {
        var hall = Hall.Integrated();

        Assert.Equal("EXPERIENCE_NOT_RESTRICTED", hall.Refusal(hall.Experience(), new ReviveExperience()));
    }

    [Fact]
    public void M05_without_the_integration_only_the_creating_account_reactivates()
    {
        var hall = Hall.OlderWay().As(Hall.Engineer);
        var id = hall.ArchivedExperience("Old");

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Management).Refusal(id, new ReviveExperience()));
        Assert.IsType<ChangeOutcome.Succeeded>(hall.As(Hall.Engineer).Try((id, new ReviveExperience())));
    }
}
