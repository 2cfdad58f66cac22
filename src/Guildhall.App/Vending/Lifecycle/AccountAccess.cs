using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Wire.Protocols;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>A way into the console of a member account.</summary>
/// <param name="Url">Signs in whoever opens it within 15 minutes; kept nowhere.</param>
/// <param name="Until">When the session ends.</param>
/// <param name="Session">What the session is called in AWS's own audit trail.</param>
public sealed record ConsoleLink(Uri Url, DateTimeOffset Until, string Session);

/// <summary>Access for the customer: a link to the console by federation, without a stored credential. vendor-integration.md 13.4.</summary>
public sealed class AccountAccess(Database database, Writer writer, Marketplaces marketplaces, AwsConnections connections)
{
    /// <summary>The policies' word for it.</summary>
    public const string Action = "guildhall:EnterAccount";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// A link for whoever ordered the account, or manages it; each is audited before it is given. Refused: no right, not found, <c>account_suspended</c> (also for
    /// one that AWS has suspended or closed), AWS's own word.
    /// </summary>
    /// <param name="issuer">Where to go when the session has ended.</param>
    public async Task<Result<ConsoleLink>> OpenAsync(OrderReach reach, string account, string issuer, CancellationToken cancellation)
    {
        var found = await new EnteredSeats(database, marketplaces).FindAsync(reach, account, cancellation);
        if (found.Refused) return found.Problems;
        var seat = found.Value;
        if (await IsShutAsync(seat, cancellation)) return Problem.Conflict("ACCOUNT_SUSPENDED", "The account is suspended or closed: nobody enters it from here.");
        var connection = connections.Of(seat.Link);
        if (connection.Refused) return connection.Problems;
        var session = CustomerSession.NameOf(reach.Origin.Who);
        var role = await new MemberRoles(database, seat.Link).OfAsync(account, cancellation);
        var request = new RoleRequest(MemberDoor.ArnOf(role, account), session, ExternalId: null, Longest) { Policy = CustomerSession.Policy(role) };
        if (!(await MemberDoor.AssumeAsync(connection.Value, role, request, cancellation)).Gave(out var assumed, out var problem)) return problem.ToProblem();
        if (!(await connections.Federation.SignInAsync(assumed.Credentials, issuer, cancellation)).Gave(out var url, out problem)) return problem.ToProblem();
        await writer.WriteAsync(
            scope =>
            {
                OrderAudit.Stage(scope, "OpenConsole", reach.Origin, seat.Link.TenantId, new JsonObject { ["accountId"] = account, ["session"] = session, ["until"] = WireTime.Text(assumed.Expires) });
                return true;
            },
            cancellation);
        return new ConsoleLink(url, assumed.Expires, session);
    }

    private async Task<bool> IsShutAsync(MemberSeat seat, CancellationToken cancellation)
    {
        if (seat.Account.State != AccountState.Active) return true;
        var id = seat.Account.Id.Value;
        await using var db = database.Open();
        return await db.MemberAccounts.AnyAsync(a => a.AccountId == id && a.State != MemberStates.Active, cancellation);
    }
}
