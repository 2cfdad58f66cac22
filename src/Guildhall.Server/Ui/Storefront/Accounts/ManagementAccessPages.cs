using Guildhall.App;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/accounts/ID/management-access</c>: what the owner of an account does to let its organization in, and whether it is done. vendor-integration.md 13.3.</summary>
internal sealed class ManagementAccessPages(Installation guildhall)
{
    private const string Route = "/store/accounts/{id}/management-access";

    public static string Of(string account) => Route.Replace("{id}", account, StringComparison.Ordinal);

    public void Map(PageRoutes pages)
    {
        pages.Get(Route, AccountAccess.Action, async (call, cancellation) => Show(await ReadAsync(call, cancellation)));
        pages.Get(Route + "/template", AccountAccess.Action, async (call, cancellation) => File(await ReadAsync(call, cancellation)));
        pages.Post(Route, AccountAccess.Action, CheckAsync);
    }

    private Task<Result<ManagementGrant>> ReadAsync(PageCall call, CancellationToken cancellation) => guildhall.ManagementAccess.ReadAsync(call.ReachIn(guildhall), call.Route("id"), cancellation);

    private static PageAnswer Show(Result<ManagementGrant> grant) => grant.Refused ? new PageAnswer.Refused(grant.Problems) : Page(grant.Value, null);

    private static PageAnswer.View Page(ManagementGrant grant, Problem? problem) =>
        PageAnswer.Storefront<ManagementAccessView>("Allow management access", new ShownGrant(grant, problem), new Crumb("AWS accounts", "/store/accounts"));

    private static PageAnswer File(Result<ManagementGrant> grant) => grant.Refused
        ? new PageAnswer.Refused(grant.Problems)
        : new PageAnswer.Download(ManagementGrant.FileName, "application/json; charset=utf-8", (writer, _) => writer.WriteAsync(grant.Value.Template));

    /// <summary>What AWS says against it stands on the page again, beside what helps.</summary>
    private async ValueTask<PageAnswer> CheckAsync(PageCall call, CancellationToken cancellation)
    {
        var checkedNow = await guildhall.ManagementAccess.CheckAsync(call.ReachIn(guildhall), call.Route("id"), cancellation);
        if (!checkedNow.Refused) return new PageAnswer.SeeOther(Of(call.Route("id")), Flash.Done("The organization is let in."));
        var grant = await ReadAsync(call, cancellation);
        return grant.Refused ? new PageAnswer.Refused(grant.Problems) : Page(grant.Value, checkedNow.Problems[0]) with { Status = UiProblems.StatusOf(checkedNow.Problems) };
    }
}

/// <summary>The role that an account's owner makes.</summary>
/// <param name="Problem">What the last check found against it; null when nothing was checked.</param>
public sealed record ShownGrant(ManagementGrant Grant, Problem? Problem);
