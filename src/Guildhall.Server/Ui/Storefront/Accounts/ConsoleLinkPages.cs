using Guildhall.App;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>POST /store/accounts/ID/console</c>: a link to the console of an account, on a page that is kept nowhere. vendor-integration.md 13.4.</summary>
internal sealed class ConsoleLinkPages(Installation guildhall)
{
    public void Map(PageRoutes pages) => pages.Post("/store/accounts/{id}/console", AccountAccess.Action, async (call, cancellation) =>
    {
        var reach = call.ReachIn(guildhall);
        var link = await guildhall.AccountAccess.OpenAsync(reach, call.Route("id"), IssuerOf(call.Context.Request), cancellation);
        return link.Refused
            ? new PageAnswer.Refused(link.Problems)
            : PageAnswer.Storefront<ConsoleLinkView>("Console", new OpenedConsole(call.Route("id"), link.Value), new Crumb("AWS accounts", "/store/accounts"));
    });

    /// <summary>Where AWS leads to when a session of its console has ended.</summary>
    internal static string IssuerOf(HttpRequest request) => $"{request.Scheme}://{request.Host}/store/accounts";
}

/// <summary>A way into the console of an account.</summary>
public sealed record OpenedConsole(string Account, ConsoleLink Link);
