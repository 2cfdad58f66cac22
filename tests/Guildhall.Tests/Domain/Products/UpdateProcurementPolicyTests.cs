using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Products;

public sealed class UpdateProcurementPolicyTests
{
    private static readonly PolicyConfiguration On = new(PolicyResourceRequests.Allow), Off = new(PolicyResourceRequests.Deny);

    [Fact]
    public void M22_requests_are_switched_off_and_on_whether_live_or_not()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        Assert.False(hall.Do(id, new UpdateProcurementPolicy(Off))[id].Policy!.RequestsAllowed);
        hall.Do(id, new UpdateExperience(Status: ExperienceStatus.Enabled));
        Assert.True(hall.Do(id, new UpdateProcurementPolicy(On))[id].Policy!.RequestsAllowed);
    }

    [Fact]
    public void The_policy_is_renamed_and_keeps_its_products()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.Experience();
        hall.Do(id, Words.Allow("prod-a"));

        hall.Do(id, new UpdateProcurementPolicy(On, "Renamed", "Described"));

        Assert.Equal(("Renamed", "Described", 3), (hall[id].Policy!.Name, hall[id].Policy!.Description, hall[id].Policy!.Revision));
        Assert.Equal(["prod-a"], hall.Allowed(id));
    }

    [Fact]
    public void The_policy_must_be_there()
    {
        var hall = Hall.Integrated();
        hall.Do(new EntityId("exp-bare"), new CreateExperience("Bare"));

        Assert.Equal("ENTITY_NOT_FOUND", hall.Refusal(new EntityId("exp-bare"), new UpdateProcurementPolicy(Off)));
    }

    [Fact]
    public void Its_texts_have_limits()
    {
        Assert.Single(new UpdateProcurementPolicy(On, "").Validate());
        Assert.Single(new UpdateProcurementPolicy(On, Description: new string('x', 1_025)).Validate());
        Assert.Empty(new UpdateProcurementPolicy(On).Validate());
    }
}
