using System.Text.Json.Nodes;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// <em>Allow management access</em>: what the owner of an account does so that its organization can enter it, and whether it is done. Until then an invited account is
/// governed and billed like any other, but nothing is set inside it. vendor-integration.md 13.3.
/// </summary>
public sealed class ManagementAccess(Database database, Writer writer, Marketplaces marketplaces, AwsConnections connections)
{
    /// <summary>What the owner is to make. Refused: no right, not found, the management account itself.</summary>
    public async Task<Result<ManagementGrant>> ReadAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        var seat = await new EnteredSeats(database, marketplaces).FindAsync(reach, account, cancellation);
        return seat.Refused ? seat.Problems : await GrantAsync(seat.Value, account, cancellation);
    }

    /// <summary>
    /// Takes the role on, for nothing but to see that it lets in, and remembers it. Refused: as <see cref="ReadAsync"/>; AWS's own word when it does not.
    /// </summary>
    public async Task<Result<ManagementGrant>> CheckAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        var seat = await new EnteredSeats(database, marketplaces).FindAsync(reach, account, cancellation);
        if (seat.Refused) return seat.Problems;
        var connection = connections.Of(seat.Value.Link);
        if (connection.Refused) return connection.Problems;
        var grant = await GrantAsync(seat.Value, account, cancellation);
        var entered = await new MemberDoor(database, connections).EnterAsync(connection.Value, seat.Value.Link, account, cancellation);
        if (!entered.Gave(out _, out var problem)) return problem.ToProblem();
        if (grant.Allowed) return grant;
        await writer.WriteAsync(
            scope =>
            {
                MemberRows.Change(scope, account, seat.Value.Link.Id, row => row.RoleName = grant.Role);
                OrderAudit.Stage(scope, "AllowManagementAccess", reach.Origin, seat.Value.Link.TenantId, new JsonObject { ["accountId"] = account, ["role"] = grant.Role });
                return true;
            },
            cancellation);
        return grant with { Allowed = true };
    }

    private async Task<ManagementGrant> GrantAsync(MemberSeat seat, string account, CancellationToken cancellation)
    {
        var role = await new MemberRoles(database, seat.Link).OfAsync(account, cancellation);
        await using var db = database.Open();
        var allowed = await db.MemberAccounts.AnyAsync(a => a.AccountId == account && a.RoleName != null, cancellation);
        return new ManagementGrant(account, seat.Marketplace.Organization.ManagementAccount.Value, role, allowed);
    }
}
