using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Account;

/// <summary><c>/account/keys</c>: one's own keys for the account one acts for. security.md 5.1.</summary>
internal sealed class OwnKeyPages(Installation guildhall)
{
    private static readonly Crumb Above = new("Your account", AccountPages.Path);
    private readonly OncePerForm<IssuedKey> _issued = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Post("/account/keys", null, CreateAsync);
        pages.Get("/account/keys/{id}/disable", null, (call, _) => ValueTask.FromResult<PageAnswer>(Ask(call)));
        pages.Post("/account/keys/{id}/disable", null, DisableAsync);
    }

    private async ValueTask<PageAnswer> CreateAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var issued = await _issued.RunAsync(call, going => guildhall.KeyIssuing.CreateOwnAsync(call.Session, call.Caller.Account, call.Origin, going));
        return issued.Refused
            ? new PageAnswer.Refused(issued.Problems)
            : PageAnswer.Storefront<NewKeyView>("Your new access key", new NewKey(issued.Value, call.Caller.Account, call.Person.Email, AccountPages.Path), Above);
    }

    private async ValueTask<PageAnswer> DisableAsync(PageCall call, CancellationToken cancellation)
    {
        if (!DisableKey.IsConfirmed(call)) return Ask(call, DisableKey.NotConfirmed);
        if (call.RequireProof() is { } first) return first;
        var disabled = await guildhall.KeyIssuing.DisableAsync(PeopleReach.Operator, call.Route("id"), ownerId: call.Person.Id, call.Origin, cancellation);
        return disabled.Refused ? new PageAnswer.Refused(disabled.Problems) : new PageAnswer.SeeOther(AccountPages.Path, Flash.Done($"{disabled.Value} is disabled."));
    }

    private static PageAnswer.View Ask(PageCall call, Problem? problem = null) =>
        PageAnswer.Storefront<DisableKeyView>("Disable access key", new DisableKey(call.Route("id"), AccountPages.Path, problem is null ? [] : [problem]), Above) with
        {
            Status = problem is null ? StatusCodes.Status200OK : UiProblems.StatusOf(problem),
        };
}
