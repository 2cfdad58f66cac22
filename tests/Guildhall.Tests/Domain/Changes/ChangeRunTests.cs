using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Changes;

public sealed class ChangeRunTests
{
    [Fact]
    public void Conformance_06_a_set_whose_last_change_fails_leaves_no_trace()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.Experience();
        var before = hall.Marketplace;

        var outcome = hall.Try((id, Words.Allow("prod-a")), (id, new UpdateExperience("Renamed")), (new EntityId("exp-absent"), new RestrictExperience()));

        Assert.Equal([2], Assert.IsType<ChangeOutcome.Failed>(outcome).Problems.Keys);
        Assert.Same(before, hall.Marketplace);
        Assert.Equal(("Engineering", 1), (hall[id].Name, hall[id].Revision));
    }

    [Fact]
    public void Only_the_guilty_changes_are_named()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var (first, second) = (hall.Experience("First"), hall.Experience("Second"));

        var failed = Assert.IsType<ChangeOutcome.Failed>(hall.Try(
            (first, new UpdateExperience("Renamed")), (first, Words.Allow("prod-absent")), (first, new RestrictExperience()), (second, Words.Deny("prod-absent"))));

        Assert.Equal([1, 3], failed.Problems.Keys);
    }

    [Fact]
    public void What_refers_to_a_refused_change_is_left_out()
    {
        var hall = Hall.Standalone();
        hall.Experience();
        var (refused, dependent) = (new EntityId("exp-second"), new EntityId("exp-other"));

        var failed = Assert.IsType<ChangeOutcome.Failed>(ChangeRun.Run(
            hall.Marketplace,
            [
                new PlannedChange(0, new CreateExperience("Second"), refused, []),
                new PlannedChange(1, new UpdateExperience("Renamed"), refused, [0]),
                new PlannedChange(2, new UpdateExperience("Renamed"), dependent, [0]),
            ],
            hall.Context));

        Assert.Equal([0], failed.Problems.Keys);
    }

    [Fact]
    public void Revisions_grow_by_one_for_the_experience_and_each_child_that_changed()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.LiveExperience("Live", Hall.Engineer);
        hall.Do(id, new CreateBrandingSettings("Brand"));
        var (experience, policy, branding, audience) = Revisions(hall[id]);

        hall.Now += TimeSpan.FromMinutes(1);
        hall.Do((id, Words.Allow("prod-a")), (id, new UpdateExperience("Renamed")), (id, new AssociateAudience([Hall.Accountant])));

        Assert.Equal((experience + 1, policy + 1, branding, audience + 1), Revisions(hall[id]));
        Assert.Equal((hall.Now, hall.Now, hall.Now.AddMinutes(-1)), (hall[id].LastModified, hall[id].Policy!.LastModified, hall[id].Branding!.LastModified));
    }

    [Fact]
    public void Everything_made_in_one_set_has_revision_1()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = new EntityId("exp-new");

        hall.Do((id, new CreateExperience("New")), (id, new Guildhall.Domain.Products.CreateProcurementPolicy("Policy")), (id, new CreateBrandingSettings("Brand")),
            (id, Words.Allow("prod-a")), (id, new AssociateAudience([Hall.Engineer])), (id, new UpdateExperience(Status: ExperienceStatus.Enabled)));

        Assert.Equal((1, 1, 1, 1), Revisions(hall[id]));
    }

    [Fact]
    public void What_was_touched_is_told_including_the_archived_experience_that_lost_a_principal()
    {
        var hall = Hall.Integrated();
        var (old, active) = (hall.ArchivedExperience("Old", Hall.Engineer), hall.Experience("Active"));
        hall.Experience("Untouched");

        var outcome = Assert.IsType<ChangeOutcome.Succeeded>(hall.Try((active, new AssociateAudience([Hall.Engineer]))));

        Assert.Equal(new HashSet<EntityId> { old, active }, outcome.Touched.ToHashSet());
    }

    [Fact]
    public void The_input_is_never_changed()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.LiveExperience("Live", Hall.Engineer);
        var before = hall.Marketplace;
        var (allowed, associations) = (before.Experiences[id].Policy!.Allowed, before.Associations);

        hall.Do((id, Words.Allow("prod-a")), (id, new DisassociateAudience([Hall.Engineer])));

        Assert.Equal((allowed, associations), (before.Experiences[id].Policy!.Allowed, before.Associations));
        Assert.Single(before.Associations);
        Assert.Empty(hall.Marketplace.Associations);
    }

    private static (int, int?, int?, int?) Revisions(Experience e) => (e.Revision, e.Policy?.Revision, e.Branding?.Revision, e.Audience?.Revision);
}
