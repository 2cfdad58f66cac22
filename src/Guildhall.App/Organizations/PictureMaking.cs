using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>The picture of a reading that is done.</summary>
internal static class PictureMaking
{
    public static OrganizationPicture Of(ReadingProgress progress)
    {
        var organization = new PrincipalId(progress.Organization!);
        var units = progress.Units.Select(u => new PicturedNode(
            new OrganizationNode(new PrincipalId(u.Key), NodeKind.OrganizationalUnit, u.Value.Name), Holder(u.Value.Parent)));
        var accounts = progress.Accounts.Select(a => new PicturedNode(
            new OrganizationNode(new PrincipalId(a.Key), NodeKind.Account, a.Value.Name, a.Value.Email, a.Value.State), Holder(a.Value.Parent)));
        return new OrganizationPicture
        {
            OrganizationId = organization,
            RootId = progress.Root!,
            ManagementAccount = new AccountId(progress.ManagementAccount!),
            AllFeatures = progress.AllFeatures,
            TrustedAccess = progress.TrustedAccess,
            ServiceLinkedRole = progress.ServiceLinkedRole,
            DelegatedAdministrators = progress.DelegatedAdministrators is { } delegates ? [.. delegates.Select(id => new AccountId(id))] : null,
            Nodes = [.. units, .. accounts],
        };

        PrincipalId Holder(string parent) => parent == progress.Root ? organization : new PrincipalId(parent);
    }
}
