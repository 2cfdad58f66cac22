using System.Collections.Immutable;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>A member account and what holds it: the root's id or an OU's.</summary>
internal sealed record PlacedAccount(ListedAccount Account, string Parent)
{
    /// <summary>Asks AWS for one account: one call, or two where AWS gives no paths. <see cref="CloudTrouble.NotFound"/> when the organization has no such account.</summary>
    public static async Task<CloudAnswer<PlacedAccount>> FindAsync(OrganizationsClient client, string id, CancellationToken cancellation)
    {
        var described = await client.DescribeAccountAsync(id, cancellation);
        if (!described.Gave(out var account, out var problem)) return problem;
        if (account.Id != id) return CloudProblem.Garbled($"AWS describes account {account.Id} instead of {id}.");
        if (!account.Path.IsEmpty) return new PlacedAccount(account, account.Path[^1]);
        var parents = await client.ListParentsAsync(id, cancellation);
        if (!parents.Gave(out var found, out problem)) return problem;
        return found.Items is [var parent] ? new PlacedAccount(account, parent) : CloudProblem.Garbled($"AWS names no parent of {id}.");
    }

    /// <summary>Whether it is a member of the organization, by what its ARN names (S-53).</summary>
    public bool BelongsTo(Organization known) => Account.Organization == known.OrganizationId?.Value && Account.ManagementAccount == known.ManagementAccount.Value;

    /// <summary>What is known of an organization, with this account at its place and nothing else changed.</summary>
    public OrganizationPicture Within(Organization known) => new()
    {
        OrganizationId = known.OrganizationId!.Value,
        RootId = known.Tree.RootId!,
        ManagementAccount = known.ManagementAccount,
        AllFeatures = known.AllFeatures,
        Nodes = [.. Others(known.Tree), new PicturedNode(Node, Parent == known.Tree.RootId ? known.OrganizationId!.Value : new PrincipalId(Parent))],
    };

    private OrganizationNode Node => new(new PrincipalId(Account.Id), NodeKind.Account, Account.Name, Account.Email, Account.State);

    private ImmutableArray<PicturedNode> Others(OrganizationTree tree)
    {
        var nodes = ImmutableArray.CreateBuilder<PicturedNode>(tree.Nodes.Length);
        for (var number = 1; number < tree.Nodes.Length; number++)
        {
            if (tree.Nodes[number].Id.Value != Account.Id) nodes.Add(new PicturedNode(tree.Nodes[number], tree.Nodes[tree.Parents[number]].Id));
        }

        return nodes.DrainToImmutable();
    }
}
