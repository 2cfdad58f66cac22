using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

public sealed class AllocationTests
{
    [Fact]
    public void A_decision_allocates_nothing_whatever_its_reason()
    {
        var experience = World.Experience("E", principals: "o-aaaaaaaaaa") with { Policy = World.Policy(["prod-a", "prod-unknown"], "prod-b") };
        var catalogue = ProductCatalogue.Of(
            [World.Product("prod-a"), World.Product("prod-b"), World.Product("prod-c", ProductVisibility.Limited, false, "333333333333")]);
        var snapshot = GovernanceSnapshot.Build(WorkedTableTests.Marketplace("Mkt").With(experience), catalogue);
        string[] accounts = ["111111111111", "222222222222", "333333333333", "000000000001", "999999999999", "r-aaaa"];
        string[] products = ["prod-a", "prod-b", "prod-c", "prod-unknown", "prod-absent"];
        Ask(snapshot, accounts, products, 10_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var allowed = Ask(snapshot, accounts, products, 10_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.NotEqual(0, allowed);
    }

    private static int Ask(GovernanceSnapshot snapshot, string[] accounts, string[] products, int times)
    {
        var allowed = 0;
        for (var i = 0; i < times; i++)
        {
            var decision = snapshot.Decide(accounts[i % accounts.Length], products[i % products.Length], default);
            if (decision.Decision == Decision.Allow && decision.Governor is not null) allowed++;
        }

        return allowed;
    }
}
