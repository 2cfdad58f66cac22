using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// The role by which the management account enters its members: of an account that Guildhall had made, the one it was made with; of another, the one that the
/// link's settings name now. vendor-integration.md 3 (default role name: new accounts only).
/// </summary>
internal sealed class MemberRoles(Database database, LinkRow link)
{
    private string Default => StoredSettings.Read(link.Settings).RoleName;

    public async Task<string> OfAsync(string account, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.MemberAccounts.Where(a => a.AccountId == account).Select(a => a.RoleName).FirstOrDefaultAsync(cancellation) ?? Default;
    }

    /// <summary>All names in use in the organization, in the order of their letters.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        var kept = await db.MemberAccounts.Where(a => a.LinkId == link.Id && a.RoleName != null).Select(a => a.RoleName!).Distinct().ToListAsync(cancellation);
        return [.. kept.Append(Default).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
