using Guildhall.Domain.Changes;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Organizations;

public sealed class OrganizationSyncTests
{
    [Fact]
    public void Principals_that_vanished_are_disassociated_by_one_set_per_experience()
    {
        var hall = Hall.Integrated();
        var units = hall.LiveExperience("Units", Hall.Engineering, Hall.Finance);
        var accounts = hall.ArchivedExperience("Accounts", Hall.Engineer, Hall.Accountant, Hall.Management);
        Assert.Empty(OrganizationSync.Of(hall.Marketplace));

        hall.With(o => o with { Tree = Hall.Tree([Hall.Finance, Hall.Engineer, Hall.Accountant]) });
        var sets = OrganizationSync.Of(hall.Marketplace);

        Assert.All(sets, set => Assert.Equal("Organization sync", set.Name));
        Assert.Equal([accounts, units], sets.Select(s => s.Experience).OrderBy(e => hall[e].Name));
        hall.AsSystem();
        foreach (var set in sets) hall.Do(set.Experience, set.Change);
        Assert.Equal([Hall.Engineering], hall.Audience(units));
        Assert.Equal([Hall.Management], hall.Audience(accounts));
        Assert.Empty(hall[units].Audience!.Remembered);
        Assert.Empty(OrganizationSync.Of(hall.Marketplace));
    }

    [Theory]
    [InlineData(AccountState.PendingClosure, true)]
    [InlineData(AccountState.Closed, true)]
    [InlineData(AccountState.Suspended, false)]
    [InlineData(AccountState.Active, false)]
    public void Closed_accounts_are_gone_and_suspended_ones_are_not(AccountState state, bool gone)
    {
        var hall = Hall.Integrated();
        hall.LiveExperience("Live", Hall.Engineer);

        hall.With(o => o with { Tree = Hall.Tree(state: (Hall.Engineer, state)) });

        Assert.Equal(gone, OrganizationSync.Of(hall.Marketplace).Length == 1);
    }

    [Fact]
    public void A_system_set_is_a_plan_of_one_change()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineer);
        hall.AsSystem().With(o => o with { Tree = Hall.Tree([Hall.Engineer]) });

        var outcome = ChangeRun.Run(hall.Marketplace, OrganizationSync.Of(hall.Marketplace).Single().Plan, hall.Context);

        Assert.Empty(Assert.IsType<ChangeOutcome.Succeeded>(outcome).After.Experiences[id].Audience!.Principals);
    }
}
