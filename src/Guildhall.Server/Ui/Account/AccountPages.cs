using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Account;

/// <summary><c>/account</c>: what everybody can do with their own account. security.md 5.2.</summary>
internal sealed class AccountPages(Installation guildhall)
{
    public const string Path = "/account";
    private static readonly Crumb Above = new("Your account", Path);

    public void Map(PageRoutes pages)
    {
        pages.Get(Path, null, ShowAsync);
        pages.Get("/account/password", null, (call, _) => ValueTask.FromResult<PageAnswer>(PasswordForm([])));
        pages.Post("/account/password", null, ChangePasswordAsync);
        pages.Post("/account/sessions/end", null, EndAsync);
        pages.Post("/account/sessions/end-others", null, EndOthersAsync);
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation) => PageAnswer.Storefront<AccountView>("Your account", new OwnAccount(
        call.Person,
        call.Session.Id,
        guildhall.SecondFactors.IsAskedOf(call.Person),
        await guildhall.Sessions.ListAsync(call.Person.Id, cancellation),
        await guildhall.KeyIssuing.ListAsync(PeopleReach.Operator, call.Person.Id, cancellation)));

    private async ValueTask<PageAnswer> ChangePasswordAsync(PageCall call, CancellationToken cancellation)
    {
        if (!call.Person.HasPassword) return new PageAnswer.Refused(Problem.Conflict("NO_PASSWORD", "You sign in through an identity provider and have no password here."));
        var password = call.Form["new-password"].ToString();
        if (password != call.Form["repeat"].ToString()) return PasswordForm([Problem.Malformed("The two are not the same.", "repeat")]);
        if (PasswordRules.Check(password, call.Person.Email) is { IsEmpty: false } weak) return PasswordForm([weak[0] with { Member = "new-password" }]);
        var old = new Secret(call.Form["password"].ToString());
        if (await guildhall.SignIn.CheckPasswordAsync(call.Person, old, Visitors.VisitOf(call.Context), call.Origin, cancellation) is { } wrong) return PasswordForm([wrong with { Member = "password" }]);
        if (await guildhall.Passwords.ChangeAsync(call.Session, new Secret(password), call.Origin, cancellation) is { } refused) return PasswordForm([refused]);
        return new PageAnswer.SeeOther(Path, Flash.Done("Your password is changed, and your other sessions are ended."));
    }

    private async ValueTask<PageAnswer> EndAsync(PageCall call, CancellationToken cancellation)
    {
        await guildhall.Sessions.EndAsync(call.Person.Id, call.Text("session"), "EndSession", call.Origin, cancellation);
        return new PageAnswer.SeeOther(Path, Flash.Done("The session is ended."));
    }

    private async ValueTask<PageAnswer> EndOthersAsync(PageCall call, CancellationToken cancellation)
    {
        var ended = await guildhall.Sessions.EndAllAsync(call.Person.Id, call.Session.Id, call.Origin, cancellation);
        return new PageAnswer.SeeOther(Path, Flash.Done(ended == 1 ? "1 other session is ended." : $"{ended:N0} other sessions are ended."));
    }

    private static PageAnswer.View PasswordForm(ImmutableArray<Problem> problems) =>
        PageAnswer.Storefront<PasswordView>("Change password", problems, Above) with { Status = UiProblems.StatusOf(problems) };
}

/// <summary>What the page shows of the person who looks.</summary>
public sealed record OwnAccount(Person Person, string SessionId, bool NeedsSecondFactor, IReadOnlyList<SessionRow> Sessions, IReadOnlyList<ListedKey> Keys);
