using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Changes;

public sealed class ChangePlanTests
{
    [Fact]
    public void References_become_the_minted_id_and_a_dependency()
    {
        var plan = ChangePlan.Of(
            [
                new SentChange(0, null, "$New.Entity.Identifier", new UpdateExperience("Renamed"), []),
                new SentChange(1, "New", null, new CreateExperience("New"), ["Other"]),
                new SentChange(2, "Other", null, new CreateExperience("Other"), []),
                new SentChange(3, null, "exp-known@7", new UpdateExperience("Renamed"), []),
            ],
            new CountingIds());

        Assert.Equal([1], plan[0].DependsOn);
        Assert.Equal([2], plan[1].DependsOn);
        Assert.Equal((plan[1].Target, new EntityId("exp-known")), (plan[0].Target, plan[3].Target));
        Assert.NotEqual(plan[1].Target, plan[2].Target);
        Assert.All(new[] { plan[1], plan[2] }, p => Assert.Matches("^exp-[a-z2-7]{13}$", p.Target.Value));
        Assert.Equal([0, 1, 2, 3], plan.Select(p => p.Place));
        Assert.Equal([2, 1, 0, 3], ExecutionOrder.Of(plan)!.Select(p => p.Place));
    }

    [Fact]
    public void A_request_gets_a_request_id() =>
        Assert.Matches("^prodprocreq-[a-z2-7]{13}$", ChangePlan.Of([new SentChange(0, null, null, Words.Ask("prod-a"), [])], new CountingIds())[0].Target.Value);

    [Fact]
    public void A_cycle_has_no_order() => Assert.Null(ExecutionOrder.Of(
    [
        new PlannedChange(0, new CreateExperience("A"), new EntityId("exp-a"), [1]),
        new PlannedChange(1, new CreateExperience("B"), new EntityId("exp-b"), [0]),
    ]));
}
