using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Organizations;

/// <summary>What a picture changes. security.md 6.4, decisions.md 15.</summary>
public sealed class ReconcileTests
{
    [Fact]
    public void A_first_picture_adds_everything_and_its_tree_holds_every_parent()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var picture = new RandomOrganization(seed).Picture();
            var changed = Changed(null, picture);
            Assert.Equal(picture.Nodes.Length + 1, changed.Tree.Added.Length);
            Assert.All(picture.Nodes, node => Assert.Equal(node.Parent, ParentOf(changed.After, node.Node.Id)));
        }
    }

    [Fact]
    public void The_same_picture_again_changes_nothing_in_whatever_order()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var picture = new RandomOrganization(seed).Picture();
            var known = Changed(null, picture).After;
            Assert.IsType<Reconciliation.Unchanged>(Reconcile.With(known, picture with { Nodes = [.. picture.Nodes.Reverse()] }));
        }
    }

    [Fact]
    public void After_a_later_picture_the_organization_is_as_if_first_seen_then()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new RandomOrganization(seed);
            var before = random.Picture();
            var later = random.Later(before);
            var known = Changed(null, before).After;
            if (Reconcile.With(known, later) is not Reconciliation.Changed changed) continue;
            var fresh = Changed(null, later).After;
            Assert.Equal(Nodes(fresh), Nodes(changed.After));
            Assert.Equal(known.Tree.Nodes.Length + changed.Tree.Added.Length - changed.Tree.Vanished.Length, changed.After.Tree.Nodes.Length);
        }
    }

    [Fact]
    public void The_difference_names_each_change_once_and_nothing_else()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new RandomOrganization(seed);
            var before = random.Picture();
            var later = random.Later(before);
            var known = Changed(null, before).After;
            if (Reconcile.With(known, later, acceptLoss: true) is not Reconciliation.Changed changed) continue;
            var then = before.Nodes.ToDictionary(n => n.Node.Id);
            var now = later.Nodes.ToDictionary(n => n.Node.Id);
            Assert.Equal(now.Keys.Except(then.Keys).ToHashSet(), [.. changed.Tree.Added]);
            Assert.Equal(then.Keys.Except(now.Keys).ToHashSet(), [.. changed.Tree.Vanished]);
            Assert.Equal(
                now.Values.Where(n => then.TryGetValue(n.Node.Id, out var t) && t.Parent != n.Parent).Select(n => new NodeMove(n.Node.Id, then[n.Node.Id].Parent, n.Parent)).ToHashSet(),
                [.. changed.Tree.Moved]);
            Assert.Equal(
                now.Values.Where(n => then.TryGetValue(n.Node.Id, out var t) && t.Node.State != n.Node.State).Select(n => n.Node.Id.Value).ToHashSet(),
                [.. changed.Tree.StateChanges.Select(s => s.Account.Value)]);
        }
    }

    [Theory]
    [InlineData(10, 5, false)]
    [InlineData(10, 4, true)]
    [InlineData(3, 1, true)]
    [InlineData(2, 1, false)]
    public void Fewer_than_half_of_the_known_accounts_is_a_fault_unless_accepted(int before, int after, bool fault)
    {
        var known = Changed(null, Flat(before)).After;
        var outcome = Reconcile.With(known, Flat(after));
        Assert.Equal(fault, outcome is Reconciliation.Fault { Problem.Code: "ACCOUNTS_MISSING" });
        Assert.IsType<Reconciliation.Changed>(Reconcile.With(known, Flat(after), acceptLoss: true));
    }

    [Fact]
    public void Accounts_that_came_do_not_make_up_for_those_that_went()
    {
        var known = Changed(null, Flat(10)).After;
        var others = Flat(10) with { Nodes = [.. Flat(1).Nodes, .. Enumerable.Range(100, 20).Select(Account)] };
        Assert.IsType<Reconciliation.Fault>(Reconcile.With(known, others));
    }

    [Fact]
    public void M18_Trusted_access_goes_from_never_to_on_to_off_to_on_and_never_back_to_never()
    {
        var organization = Changed(null, Flat(2)).After;
        Assert.Equal(Integration.NeverEnabled, organization.Integration);

        var first = Changed(organization, Flat(2) with { TrustedAccess = true });
        Assert.True(first.IntegratedFirst);
        var lost = Changed(first.After, Flat(2) with { TrustedAccess = false });
        Assert.True(lost.TrustedAccessLost);
        Assert.Equal(Integration.Disabled, lost.After.Integration);
        var again = Changed(lost.After, Flat(2) with { TrustedAccess = true });
        Assert.False(again.IntegratedFirst);
        Assert.Equal(Integration.Enabled, again.After.Integration);
    }

    [Fact]
    public void What_could_not_be_asked_stays_as_it_was()
    {
        var known = Changed(null, Flat(2) with { TrustedAccess = true, ServiceLinkedRole = true, DelegatedAdministrators = [new AccountId("000000000001")] }).After;
        Assert.IsType<Reconciliation.Unchanged>(
            Reconcile.With(known, Flat(2) with { TrustedAccess = null, ServiceLinkedRole = null, DelegatedAdministrators = null }));
    }

    [Fact]
    public void F16_Another_organization_or_management_account_is_never_followed()
    {
        var known = Changed(null, Flat(3)).After;
        var moved = Flat(3) with { ManagementAccount = new AccountId("000000000001") };
        var other = Flat(3) with
        {
            OrganizationId = new PrincipalId("o-anotherorgid"),
            Nodes = [.. Flat(3).Nodes.Select(n => n with { Parent = new PrincipalId("o-anotherorgid") })],
        };
        Assert.Equal("ORGANIZATION_DIFFERS", Fault(known, moved));
        Assert.Equal("ORGANIZATION_DIFFERS", Fault(known, other));
    }

    [Fact]
    public void S53_A_picture_that_is_no_tree_is_a_fault()
    {
        var known = Changed(null, Flat(3)).After;
        var lost = new PicturedNode(Account(7).Node, new PrincipalId("ou-ab12-notseenatall"));
        var circle = new[] { Unit("ou-ab12-aaaaaaaa", "ou-ab12-bbbbbbbb"), Unit("ou-ab12-bbbbbbbb", "ou-ab12-aaaaaaaa") };
        Assert.Equal("ORGANIZATION_UNREADABLE", Fault(known, Flat(3) with { Nodes = [.. Flat(3).Nodes, lost] }));
        Assert.Equal("ORGANIZATION_UNREADABLE", Fault(known, Flat(3) with { Nodes = [.. Flat(3).Nodes, .. circle] }));
        Assert.Equal("ORGANIZATION_UNREADABLE", Fault(known, Flat(3) with { Nodes = [.. Flat(3).Nodes, Account(1)] }));
        Assert.Equal("ORGANIZATION_UNREADABLE", Fault(known, Flat(3) with { Nodes = [.. Flat(3).Nodes.Skip(1)] }));
    }

    private static Reconciliation.Changed Changed(Organization? known, OrganizationPicture seen) => Assert.IsType<Reconciliation.Changed>(Reconcile.With(known, seen));

    private static string Fault(Organization known, OrganizationPicture seen) => Assert.IsType<Reconciliation.Fault>(Reconcile.With(known, seen)).Problem.Code;

    private static PrincipalId ParentOf(Organization organization, PrincipalId id)
    {
        var tree = organization.Tree;
        return tree.Nodes[tree.Parents[tree.Find(id.Value)!.Value]].Id;
    }

    private static List<string> Nodes(Organization organization) =>
        [.. organization.Tree.Nodes.Skip(1).Select(n => $"{n} in {ParentOf(organization, n.Id)}").Order(StringComparer.Ordinal)];

    private static OrganizationPicture Flat(int accounts) => new()
    {
        OrganizationId = new PrincipalId("o-exampleorgid"),
        RootId = "r-ab12",
        ManagementAccount = new AccountId("000000000000"),
        AllFeatures = true,
        TrustedAccess = false,
        ServiceLinkedRole = false,
        DelegatedAdministrators = [],
        Nodes = [.. Enumerable.Range(0, accounts).Select(Account)],
    };

    private static PicturedNode Account(int number) => new(
        new OrganizationNode(new PrincipalId($"{number:000000000000}"), NodeKind.Account, $"A{number}", null, AccountState.Active), new PrincipalId("o-exampleorgid"));

    private static PicturedNode Unit(string id, string parent) =>
        new(new OrganizationNode(new PrincipalId(id), NodeKind.OrganizationalUnit, "U"), new PrincipalId(parent));
}
