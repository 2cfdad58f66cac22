using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Audiences;

public sealed class DisassociateAudienceTests
{
    [Fact]
    public void M12_principals_leave_and_the_audience_stays_when_the_last_has_gone()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineering, Hall.Accountant);
        var audience = hall[id].Audience!.Id;

        hall.Do(id, new DisassociateAudience([Hall.Engineering])).Do(id, new DisassociateAudience([Hall.Accountant]));

        Assert.Empty(hall.Audience(id));
        Assert.Equal((audience, 3), (hall[id].Audience!.Id, hall[id].Audience!.Revision));
        Assert.Empty(hall.Marketplace.Associations);
        Assert.Empty(hall[id].Audience!.Remembered);
    }

    [Fact]
    public void Each_principal_that_is_not_here_has_its_own_problem_and_none_leaves()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineer);
        hall.LiveExperience("Other", Hall.Accountant);

        var problems = hall.Refusals(id, new DisassociateAudience([Hall.Accountant, Hall.Engineer, "888877776666"]));

        Assert.Equal(["PRINCIPAL_NOT_ASSOCIATED", "PRINCIPAL_NOT_ASSOCIATED"], problems.Select(p => p.Code));
        Assert.Equal([Hall.Accountant, "888877776666"], problems.Select(p => p.Message.Split(' ')[0]));
        Assert.Equal([Hall.Engineer], hall.Audience(id));
    }

    [Fact]
    public void M25_principals_of_an_archived_experience_can_be_freed()
    {
        var hall = Hall.Integrated();
        var id = hall.ArchivedExperience("Old", Hall.Engineer);

        Assert.Empty(hall.Do(id, new DisassociateAudience([Hall.Engineer])).Audience(id));
    }

    [Fact]
    public void The_root_is_another_name_of_the_organization()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Whole);

        Assert.Empty(hall.Do(id, new DisassociateAudience([Hall.Root])).Audience(id));
    }

    [Fact]
    public void M12_moving_a_principal_is_one_set_in_any_order_and_fails_without_the_first_half()
    {
        var hall = Hall.Integrated();
        var (from, to) = (hall.LiveExperience("From", Hall.Engineer), hall.LiveExperience("To"));

        Assert.Equal("ENTITY_ALREADY_EXISTS", hall.Refusal(to, new AssociateAudience([Hall.Engineer])));
        hall.Do((to, new AssociateAudience([Hall.Engineer])), (from, new DisassociateAudience([Hall.Engineer])));

        Assert.Empty(hall.Audience(from));
        Assert.Equal([Hall.Engineer], hall.Audience(to));
        Assert.Equal(to, hall.Marketplace.Associations[new PrincipalId(Hall.Engineer)]);
    }

    [Fact]
    public void OUs_and_the_organization_can_be_freed_whether_integrated_or_not()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineering);

        Assert.IsType<ChangeOutcome.Succeeded>(
            hall.With(o => o with { Integration = Integration.Disabled }).Try((id, new DisassociateAudience([Hall.Engineering]))));
    }

    [Fact]
    public void The_limits_are_those_of_associating()
    {
        Assert.Single(new DisassociateAudience([]).Validate());
        Assert.Single(new DisassociateAudience(["somebody"]).Validate());
        Assert.Single(new DisassociateAudience([Hall.Engineer, Hall.Engineer]).Validate());
    }
}
