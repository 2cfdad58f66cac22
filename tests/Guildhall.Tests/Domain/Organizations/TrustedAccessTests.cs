using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Organizations;

public sealed class TrustedAccessTests
{
    [Fact]
    public void M18_Conformance_12_disabling_trusted_access_empties_every_audience_by_one_set_per_experience()
    {
        var hall = Hall.Integrated();
        var live = hall.LiveExperience("Live", Hall.Whole, Hall.Engineering);
        var archived = hall.ArchivedExperience("Archived", Hall.Accountant);
        hall.Experience("Without audience");

        Disable(hall);

        Assert.Empty(hall.Marketplace.Associations);
        Assert.True(hall[live].Live && hall[archived].Archived);
        Assert.Equal([Hall.Whole, Hall.Engineering], hall[live].Audience!.Remembered.Select(p => p.Value));
        Assert.Empty(TrustedAccess.Disabled(hall.Marketplace));
    }

    [Fact]
    public void M18_what_was_lost_can_be_restored_as_far_as_it_is_still_there_and_free()
    {
        var hall = Hall.Integrated();
        var live = hall.LiveExperience("Live", Hall.Whole, Hall.Engineering, Hall.Finance, Hall.Engineer);
        var archived = hall.ArchivedExperience("Archived", Hall.Accountant);
        Disable(hall);
        hall.As(Hall.Management).With(o => o with { Integration = Integration.Enabled, Tree = Hall.Tree([Hall.Finance, Hall.Accountant]) });
        Assert.Empty(hall.Marketplace.Associations);
        hall.LiveExperience("New", Hall.Engineering);

        foreach (var set in TrustedAccess.Restored(hall.Marketplace)) hall.Do(set.Experience, set.Change);

        Assert.Equal([Hall.Whole, Hall.Engineer], hall.Audience(live));
        Assert.Empty(hall.Audience(archived));
        Assert.Empty(TrustedAccess.Restored(hall.Marketplace));
    }

    [Fact]
    public void A_principal_that_comes_back_by_itself_is_no_longer_remembered()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineer, Hall.Accountant);
        Disable(hall);

        hall.As(Hall.Management).Do(id, new AssociateAudience([Hall.Engineer]));

        Assert.Equal([Hall.Accountant], hall[id].Audience!.Remembered.Select(p => p.Value));
    }

    [Fact]
    public void What_vanishes_from_the_organization_while_trusted_access_is_off_is_not_remembered()
    {
        var hall = Hall.Integrated().With(o => o with { Integration = Integration.Disabled });
        var id = hall.LiveExperience("Live", Hall.Engineer);

        hall.AsSystem().With(o => o with { Tree = Hall.Tree([Hall.Engineer]) }).Do(id, new DisassociateAudience([Hall.Engineer]));

        Assert.Empty(hall[id].Audience!.Remembered);
    }

    [Fact]
    public void M05_enabling_the_integration_moves_every_experience_to_the_management_account()
    {
        var hall = Hall.OlderWay().As(Hall.Engineer);
        var (mine, theirs) = (hall.LiveExperience("Mine", Hall.Engineer), hall.As(Hall.Management).Experience("Theirs"));

        var after = TrustedAccess.Enabled(hall.With(o => o with { Integration = Integration.Enabled }).Marketplace);

        Assert.All(after.Experiences.Values, e => Assert.Equal(Hall.Management, e.Owner.Value));
        Assert.Equal((hall[mine].Revision, Hall.Engineer), (after.Experiences[mine].Revision, after.Experiences[mine].CreatedBy.Value));
        Assert.Same(hall[theirs], after.Experiences[theirs]);
        Assert.Equal(hall.Marketplace.Associations, after.Associations);
    }

    [Fact]
    public void M05_after_the_move_a_former_owner_changes_nothing_any_more()
    {
        var hall = Hall.OlderWay().As(Hall.Engineer);
        var mine = hall.Experience();
        hall.Marketplace = TrustedAccess.Enabled(hall.With(o => o with { Integration = Integration.Enabled, ServiceLinkedRole = true }).Marketplace);

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.Refusal(mine, new AssociateAudience([Hall.Engineer])));
        hall.As(Hall.Delegated).Do(mine, new Guildhall.Domain.Experiences.RestrictExperience());
    }

    private static void Disable(Hall hall)
    {
        hall.AsSystem().With(o => o with { Integration = Integration.Disabled });
        foreach (var set in TrustedAccess.Disabled(hall.Marketplace))
        {
            Assert.Equal("Trusted access disabled", set.Name);
            hall.Do(set.Experience, set.Change);
        }
    }
}
