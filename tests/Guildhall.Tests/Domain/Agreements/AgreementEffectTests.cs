using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Tests.Domain.Governance;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>Which agreements a change concerns, and which products in use an experience does not approve: as a slow and obvious oracle says. private-marketplace.md 5.3, M-17.</summary>
public sealed class AgreementEffectTests
{
    private const int Worlds = 300;
    private const int ChangesPerWorld = 12;
    private const int AgreementsPerWorld = 40;
    private static readonly DateTimeOffset Day = World.Day;

    [Fact]
    public void A_change_concerns_the_agreements_that_the_oracle_names_and_no_others()
    {
        var (lost, again) = (0, 0);
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = RandomWorld.Of(seed);
            ActiveAgreement[] agreements = [.. Enumerable.Range(0, AgreementsPerWorld).Select(i => Agreement(world, i))];
            for (var step = 0; step < ChangesPerWorld; step++)
            {
                var before = GovernanceSnapshot.Build(world.Marketplace, world.Catalogue);
                var then = world.Marketplace;
                var change = world.Change();
                var after = GovernanceSnapshot.Build(world.Marketplace, world.Catalogue);

                var found = AgreementEffect.Of(new PermissionTurns(before, after, Difference.Between(before, after).Accounts), agreements);

                var expected = Expected(new Oracle(then, world.Catalogue.Products), new Oracle(world.Marketplace, world.Catalogue.Products), agreements);
                Assert.True(expected.SequenceEqual(found.All.Select(c => (c.Agreement.Id, c.Approved))), $"seed {seed}, step {step}: {change}");
                (lost, again) = (lost + found.NoLonger, again + found.Again);
            }
        }

        Assert.True(lost > Worlds && again > Worlds, $"{lost} and {again} are too few to mean something");
    }

    [Fact]
    public void M17_The_products_in_use_that_an_experience_does_not_approve_are_those_that_the_oracle_names()
    {
        var seen = 0;
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = RandomWorld.Of(seed);
            ActiveAgreement[] agreements = [.. Enumerable.Range(0, AgreementsPerWorld).Select(i => Agreement(world, i))];
            var (snapshot, oracle) = (GovernanceSnapshot.Build(world.Marketplace, world.Catalogue), new Oracle(world.Marketplace, world.Catalogue.Products));
            foreach (var experience in world.Marketplace.Experiences.Keys)
            {
                var found = ProductInUse.NotApproved(snapshot, experience, agreements);

                var outside = agreements.Where(a => Outside(oracle, experience, a)).ToList();
                Assert.Equal(outside.Select(a => a.Product).Distinct().OrderBy(p => p.Value, StringComparer.Ordinal), found.Select(p => p.Product).OrderBy(p => p.Value, StringComparer.Ordinal));
                foreach (var product in found)
                {
                    var on = outside.Where(a => a.Product == product.Product).ToList();
                    Assert.Equal((on.Count, on.Select(a => a.Account).Distinct().Count(), on.Where(a => a.AutoRenew).Min(a => a.End)), (product.Agreements, product.Accounts, product.Renewal));
                    Assert.Equal(product.Denied, oracle.Decide(on[0].Account, product.Product, readable: true) == DecisionReason.ProductDenied);
                }

                seen += found.Length;
            }
        }

        Assert.True(seen > Worlds, $"{seen} are too few to mean something");
    }

    [Fact]
    public void Renewals_are_counted_among_those_no_longer_approved_and_the_next_is_named()
    {
        var effect = new AgreementEffect(
        [
            new(Agreement("one", Day.AddDays(30), renews: true), Approved: false), new(Agreement("two", Day.AddDays(20), renews: true), Approved: false),
            new(Agreement("three", Day.AddDays(5), renews: false), Approved: false), new(Agreement("four", Day.AddDays(1), renews: true), Approved: true), new(Agreement("five", null, renews: true), Approved: false),
        ]);

        Assert.Equal((4, 1, 2, Day.AddDays(20)), (effect.NoLonger, effect.Again, effect.Renewals, effect.NextRenewal));
    }

    private static ActiveAgreement Agreement(string id, DateTimeOffset? end, bool renews) => new(id, World.Management, new ProductId("prod-1"), end, renews);

    private static ActiveAgreement Agreement(RandomWorld world, int number) =>
        new($"agmt-{number}", world.AskedAccount(), world.AskedProduct(), world.Chance(4) ? null : Day.AddDays(number), AutoRenew: world.Chance(2));

    private static IEnumerable<(string Id, bool Approved)> Expected(Oracle before, Oracle after, IEnumerable<ActiveAgreement> agreements)
    {
        foreach (var agreement in agreements)
        {
            var now = after.Decide(agreement.Account, agreement.Product, readable: true);
            if (now == DecisionReason.AccountNotFound) continue;
            var then = before.Decide(agreement.Account, agreement.Product, readable: true);
            var permitted = then == DecisionReason.AccountNotFound ? now != DecisionReason.ProductNotFound : then.Decision() == Decision.Allow;
            if (permitted != (now.Decision() == Decision.Allow)) yield return (agreement.Id, !permitted);
        }
    }

    private static bool Outside(Oracle oracle, EntityId experience, ActiveAgreement agreement) =>
        oracle.Decide(agreement.Account, agreement.Product, readable: true) is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied
        && oracle.Governing(PrincipalId.Of(agreement.Account))!.Value.Experience.Id == experience;
}
