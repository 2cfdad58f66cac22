using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>Policies over catalogues large enough that small ones are kept as arrays and large ones as bitsets.</summary>
public sealed class LargePolicyTests
{
    private const string Account = "111111111111";

    [Theory]
    [InlineData(5_000)]
    [InlineData(70_000)]
    public void Policies_that_grow_and_shrink_answer_like_their_lists(int products)
    {
        var random = new Random(products);
        string[] ids = [.. Enumerable.Range(0, products).Select(i => $"prod-{i:D7}")];
        var experience = World.Experience("E", principals: Account);
        var empty = new PrivateMarketplace(World.Standalone(new AccountId(Account)));
        var snapshot = GovernanceSnapshot.Build(empty, World.Catalogue(ids));
        foreach (var size in new[] { 1, 60, 1_000, 4_000, 900, 2, 3_000, 0, 5 })
        {
            var listed = ids.OrderBy(_ => random.Next()).Take(size + 3).ToArray();
            var policy = World.Policy(listed[..size], listed[size..]);
            snapshot = snapshot.With(empty.With(experience with { Policy = policy }));
            AssertAnswers(snapshot, policy, ids);
        }
    }

    [Fact]
    public void A_small_policy_over_many_products_takes_little_memory()
    {
        string[] ids = [.. Enumerable.Range(0, 200_000).Select(i => $"prod-{i:D7}")];
        var policy = World.Policy(ids[..100]);
        var marketplace = new PrivateMarketplace(World.Standalone(new AccountId(Account))).With(World.Experience("E") with { Policy = policy });
        var snapshot = GovernanceSnapshot.Build(marketplace, World.Catalogue(ids));

        var before = GC.GetAllocatedBytesForCurrentThread();
        snapshot.With(marketplace.With(World.Experience("F") with { Policy = policy }));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 1, 50_000);
    }

    private static void AssertAnswers(GovernanceSnapshot snapshot, ProcurementPolicy policy, string[] ids)
    {
        var allowed = policy.Allowed.Select(g => g.Product.Value).ToHashSet();
        var denied = policy.Denied.Select(g => g.Product.Value).ToHashSet();
        foreach (var id in ids)
        {
            var expected = allowed.Contains(id) ? DecisionReason.ProductAllowed
                : denied.Contains(id) ? DecisionReason.ProductDenied
                : DecisionReason.ProductNotApproved;
            if (snapshot.Decide(Account, id).Reason != expected) Assert.Fail($"{id} of a policy with {allowed.Count} products");
        }
    }
}
