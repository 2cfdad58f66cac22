using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Experiences;

public sealed class RestrictExperienceTests
{
    [Fact]
    public void M24_a_live_experience_is_not_archived()
    {
        var hall = Hall.Integrated();

        Assert.Equal("EXPERIENCE_ENABLED", hall.Refusal(hall.LiveExperience("Live"), new RestrictExperience()));
    }

    [Fact]
    public void M24_taking_offline_and_archiving_work_as_one_set_in_any_order()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineering);

        hall.Do((id, new RestrictExperience()), (id, new UpdateExperience(Status: ExperienceStatus.Disabled)));

        Assert.True(hall[id] is { Archived: true, Live: false, Governs: false });
        Assert.Equal([Hall.Engineering], hall.Audience(id));
    }

    [Fact]
    public void Archiving_twice_is_refused()
    {
        var hall = Hall.Integrated();

        Assert.Equal("EXPERIENCE_RESTRICTED", hall.Refusal(hall.ArchivedExperience("Old"), new RestrictExperience()));
    }

    [Fact]
    public void M05_without_the_integration_only_the_creating_account_archives()
    {
        var hall = Hall.OlderWay().As(Hall.Engineer);
        var id = hall.Experience();

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Accountant).Refusal(id, new RestrictExperience()));
        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Management).Refusal(id, new RestrictExperience()));
        Assert.IsType<ChangeOutcome.Succeeded>(hall.AsManager().Try((id, new RestrictExperience())));
        Assert.True(hall.As(Hall.Engineer).Do(id, new RestrictExperience())[id].Archived);
    }

    [Fact]
    public void With_the_integration_any_administrator_archives()
    {
        var hall = Hall.Integrated().As(Hall.Delegated);
        var id = hall.Experience();

        Assert.True(hall.As(Hall.Management).Do(id, new RestrictExperience())[id].Archived);
    }

    [Fact]
    public void S22_an_archived_experience_takes_no_change_but_reactivation_and_the_freeing_of_principals()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var archived = hall.ArchivedExperience("Old", Hall.Engineer);
        Change[] onExperience =
        [
            new CreateBrandingSettings("Brand"), new UpdateExperience("New"), Words.Allow("prod-a"), Words.Deny("prod-a"), Words.Remove("prod-a"),
            new Guildhall.Domain.Audiences.AssociateAudience([Hall.Accountant]), new UpdateBrandingSettings("Brand"), new RestrictExperience(),
            new Guildhall.Domain.Products.CreateProcurementPolicy("Policy"),
            new Guildhall.Domain.Products.UpdateProcurementPolicy(new(Guildhall.Domain.Products.PolicyResourceRequests.Deny)),
            new Guildhall.Domain.Requests.UnblockProductRequests([new("prod-a")]),
        ];
        var expected = ChangeTypes.All.Where(t => t is { Target: EntityType.Experience, Creates: false }).Select(t => t.Name)
            .Except(["ReviveExperience", "DisassociateAudience"]);

        Assert.Equal(expected.Order(), onExperience.Select(c => c.GetType().Name).Order());
        Assert.All(onExperience, change => Assert.Equal("EXPERIENCE_RESTRICTED", hall.Refusal(archived, change)));
    }
}
