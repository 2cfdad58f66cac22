using Guildhall.Benchmarks.Measuring;
using Guildhall.Domain;
using Guildhall.Domain.Access;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Benchmarks.Changes;

/// <summary>
/// One change set decided in memory, 1,000 experiences: plain ones must not depend on how many there are, those on a long policy or audience cost a
/// few passes over it. The yardstick is one pass over the 100,000 ids of a full policy, asking each for its hash.
/// </summary>
internal static class ChangeRunBenchmark
{
    private const int Rounds = 15;
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Management = new("111122223333");

    public static Task Run(Report report)
    {
        var ids = Enumerable.Range(0, 100_000).Select(i => $"prod-{i * 7_919L % 1_000_003:x13}").ToArray();
        var catalogue = ProductCatalogue.Of([.. ids.Select(id => new Product(new(id), "SaaSProduct", id, "Example", ProductVisibility.Public, Now))]);
        var context = new RunContext(new Actor(Management, "arn:aws:iam::111122223333:user/bench"), Now, new Zeros(), catalogue);
        int[] policies = [100, 10_000, 99_900, 0];
        var marketplace = Enumerable.Range(0, 1_000).Aggregate(
            new PrivateMarketplace(TheOrganization()), (state, i) => state.With(Experience(i, ids, policies.ElementAtOrDefault(i))));
        var results = Contest.Run(Rounds,
        [
            new("one pass over 100,000 ids (yardstick)", 1, () => GC.KeepAlive(ids.Sum(id => id.GetHashCode() & 1))),
            Timed("rename, one of 1,000 experiences", 200, 5, new UpdateExperience("Renamed")),
            Timed("allow 50 products, policy of 0", 200, 3, Allow(ids[^50..])),
            Timed("allow 50 products, policy of 10,000", 20, 1, Allow(ids[^50..])),
            Timed("allow 50 products, policy of 99,900", 5, 2, Allow(ids[^50..])),
            Timed("allow 50 again with other notes, policy of 99,900", 5, 2, Allow(ids[..50])),
            Timed("deny 50 allowed ones, policy of 99,900", 5, 2, new DenyProductProcurement([new([.. ids[..50]])])),
            Timed("associate an account, audience of 9,000", 5, 1, new AssociateAudience(["000000009999"])),
            Timed("associate 500 accounts, audience of 9,000", 5, 1, new AssociateAudience([.. Accounts(9_000, 500)])),
            Timed("associate an account, empty audience", 200, 5, new AssociateAudience(["000000009999"])),
        ]);
        foreach (var result in results) report.Time(result, results[0]);
        return Task.CompletedTask;

        Entrant Timed(string name, int times, int experience, Change change) => new(name, times, () =>
        {
            PlannedChange[] plan = [new(0, change, Id(experience), [])];
            for (var i = 0; i < times; i++)
            {
                if (ChangeRun.Run(marketplace, plan, context) is ChangeOutcome.Failed failed) throw new InvalidOperationException(failed.Problems[0][0].Message);
            }
        });
    }

    private static AllowProductProcurement Allow(string[] ids) => new([new([.. ids], "Reviewed")]);

    private static EntityId Id(int number) => new($"exp-{number:D13}");

    private static Experience Experience(int number, string[] products, int allowed) => new(Id(number), 1, Now, Management, Management, $"Number {number}", "")
    {
        Policy = new(new($"procpolicy-{number:D13}"), 1, Now, "Policy", "") { Allowed = [.. products[..allowed].Select(p => new ProductGrant(new(p), null))] },
        Audience = number != 1 ? null : new(new("aud-1"), 1, Now, "Audience", "") { Principals = [.. Accounts(0, 9_000).Select(a => new PrincipalId(a))] },
    };

    private static IEnumerable<string> Accounts(int from, int count) => Enumerable.Range(from, count).Select(i => $"{i:D12}");

    private static Organization TheOrganization()
    {
        var whole = new PrincipalId("o-abcdef1234");
        return new Organization
        {
            Tenant = new(whole.Value),
            OrganizationId = whole,
            ManagementAccount = Management,
            Integration = Integration.Enabled,
            ServiceLinkedRole = true,
            Tree = OrganizationTree.Build(
                Accounts(0, 10_000).Append(Management.Value).Select(a => (new OrganizationNode(new(a), NodeKind.Account, a), (PrincipalId?)whole))
                    .Prepend((new OrganizationNode(whole, NodeKind.Organization, "Example"), null)),
                "r-ab12"),
        };
    }

    private sealed class Zeros : IdSource
    {
        public override void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
