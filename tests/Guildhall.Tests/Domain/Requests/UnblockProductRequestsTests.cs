using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Requests;

public sealed class UnblockProductRequestsTests
{
    [Fact]
    public void M23_a_lifted_block_lets_the_product_be_requested_again()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Whole);
        hall.Do(hall.Request(Hall.Engineer, "prod-a", "prod-b"), new DeclineProductProcurementRequest("No", BlockFutureRequests: true));

        hall.Do(id, new UnblockProductRequests([new("prod-a"), new("prod-never-blocked")]));

        Assert.Equal([new ProductId("prod-b")], hall[id].Policy!.Blocked);
        Assert.Equal(["prod-a", "prod-b"], hall.Denied(id));
        Assert.True(hall.RequestOf(hall.Request(Hall.Engineer, "prod-a")).Pending);
    }

    [Fact]
    public void S22_only_administrators_lift_blocks_and_the_policy_must_be_there()
    {
        var hall = Hall.Integrated();
        hall.Do(new EntityId("exp-bare"), new CreateExperience("Bare"));

        Assert.Equal("ENTITY_NOT_FOUND", hall.Refusal(new EntityId("exp-bare"), new UnblockProductRequests([new("prod-a")])));
        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Engineer).Refusal(new EntityId("exp-bare"), new UnblockProductRequests([new("prod-a")])));
    }

    [Fact]
    public void One_to_fifty_different_products_are_taken()
    {
        UnblockProductRequests Of(params string[] ids) => new([.. ids.Select(id => new ProductReference(id))]);

        Assert.Single(Of().Validate());
        Assert.Single(Of("prod-a", "prod-a").Validate());
        Assert.Single(Of([.. Enumerable.Range(0, 51).Select(i => $"prod-{i}")]).Validate());
        Assert.Empty(Of([.. Enumerable.Range(0, 50).Select(i => $"prod-{i}")]).Validate());
    }
}
