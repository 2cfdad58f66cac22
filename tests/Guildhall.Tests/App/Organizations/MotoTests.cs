using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Organizations;
using Guildhall.Domain.Organizations;
using Guildhall.Tests.App.Cloud;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.App.Organizations;

/// <summary>An organization made in an imitation of AWS that we did not write, read by plan B. Issue "Must show" 4, M-05.</summary>
[Trait("Ring", "Clients")]
public sealed class MotoTests
{
    [Fact]
    public async Task M05_An_organization_of_moto_is_read_by_plan_B_and_its_integration_is_missing()
    {
        await using var moto = await MotoServer.StartAsync();
        var organization = (await moto.CallAsync("CreateOrganization", new { FeatureSet = "ALL" })).GetProperty("Organization");
        var root = (await moto.CallAsync("ListRoots", new { })).GetProperty("Roots")[0].GetProperty("Id").GetString()!;
        var expected = await GrowAsync(moto, root);

        var seen = await ReadAsync(moto.Url);

        Assert.Equal(organization.GetProperty("Id").GetString(), seen.OrganizationId!.Value.Value);
        Assert.Equal(root, seen.Tree.RootId);
        Assert.Equal((true, Integration.NeverEnabled, false), (seen.AllFeatures, seen.Integration, seen.ServiceLinkedRole));
        var actual = seen.Tree.Nodes.Select((node, number) => (node, number)).Skip(1)
            .Where(n => n.node.Id.Value != organization.GetProperty("MasterAccountId").GetString())
            .ToDictionary(n => n.node.Id.Value, n => (n.node.Name, Parent: seen.Tree.Parents[n.number] == 0 ? root : seen.Tree.Nodes[seen.Tree.Parents[n.number]].Id.Value));
        Assert.Equal(expected.Order(), actual.Select(a => (a.Key, a.Value.Name, a.Value.Parent)).Order());
    }

    /// <summary>OUs three deep with more children and accounts than fit on a page.</summary>
    private static async Task<List<(string Id, string Name, string Parent)>> GrowAsync(MotoServer moto, string root)
    {
        var nodes = new List<(string, string, string)>();
        var parents = new List<string> { root };
        for (var unit = 0; unit < 30; unit++)
        {
            var parent = unit < 22 ? root : parents[unit - 21];
            var made = await moto.CallAsync("CreateOrganizationalUnit", new { ParentId = parent, Name = $"Unit {unit}" });
            parents.Add(made.GetProperty("OrganizationalUnit").GetProperty("Id").GetString()!);
            nodes.Add((parents[^1], $"Unit {unit}", parent));
        }

        for (var account = 0; account < 45; account++)
        {
            var parent = account < 25 ? parents[3] : parents[account % parents.Count];
            var made = await moto.CallAsync("CreateAccount", new { Email = $"a{account}@acme.example", AccountName = $"Account {account}" });
            var id = made.GetProperty("CreateAccountStatus").GetProperty("AccountId").GetString()!;
            if (parent != root) await moto.CallAsync("MoveAccount", new { AccountId = id, SourceParentId = root, DestinationParentId = parent });
            nodes.Add((id, $"Account {account}", parent));
        }

        return nodes;
    }

    private static async Task<Organization> ReadAsync(Uri url)
    {
        using var pacing = new CallPacing(CallRates.Unlimited, TimeProvider.System);
        using var wayOut = new GuardedHandler(OutboundSettings.For(url));
        var access = new AwsAccess
        {
            Target = AwsTarget.Custom(url)!,
            Credentials = AwsIdentities.Fixed(new SigningCredentials("AKIAEXAMPLE", "not-a-secret")),
        };
        var connection = new AwsConnection(access, pacing, wayOut, TimeProvider.System, new SeededIds(1));
        var reader = new OrganizationReader(new OrganizationsClient(connection), new IamClient(connection), new ReadingOptions());
        var progress = ReadingProgress.Begin(null, null, TimeProvider.System.GetUtcNow(), new ReadingOptions());
        var outcome = await reader.ReadAsync(progress, null, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);
        Assert.Equal(ReadingPlan.ByParent, progress.Plan);
        var picture = Assert.IsType<ReadingOutcome.Complete>(outcome).Picture;
        return Assert.IsType<Reconciliation.Changed>(Reconcile.With(null, picture)).After;
    }
}
