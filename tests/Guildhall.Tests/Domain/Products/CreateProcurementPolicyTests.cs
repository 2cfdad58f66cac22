using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Products;

public sealed class CreateProcurementPolicyTests
{
    [Fact]
    public void M22_a_new_policy_is_empty_and_takes_requests_unless_told_otherwise()
    {
        var hall = Hall.Integrated();
        var (first, second) = (new EntityId("exp-first"), new EntityId("exp-second"));
        hall.Do((first, new CreateExperience("First")), (second, new CreateExperience("Second")));

        hall.Do(first, new CreateProcurementPolicy("Policy", "Ours"));
        hall.Do(second, new CreateProcurementPolicy("Policy", Configuration: new(PolicyResourceRequests.Deny)));

        var made = hall[first].Policy!;
        Assert.Equal(("Policy", "Ours", 1, true), (made.Name, made.Description, made.Revision, made.RequestsAllowed));
        Assert.True(made is { Allowed: [], Denied: [], Blocked.IsEmpty: true });
        Assert.StartsWith("procpolicy-", made.Id.Value, StringComparison.Ordinal);
        Assert.Equal(first, hall.Marketplace.Parents[made.Id]);
        Assert.False(hall[second].Policy!.RequestsAllowed);
    }

    [Fact]
    public void An_experience_has_one_policy()
    {
        var hall = Hall.Integrated();

        Assert.Equal("ENTITY_ALREADY_EXISTS", hall.Refusal(hall.Experience(), new CreateProcurementPolicy("Again")));
    }

    [Fact]
    public void Its_texts_have_limits()
    {
        Assert.Single(new CreateProcurementPolicy("").Validate());
        Assert.Single(new CreateProcurementPolicy("Policy", new string('x', 1_025)).Validate());
        Assert.Empty(new CreateProcurementPolicy(new string('x', 255), new string('x', 1_024)).Validate());
    }
}
