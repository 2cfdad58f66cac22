using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Users;

/// <summary><c>/console/users/ID</c>: one person, and what managers do: roles, password, sessions, switching off.</summary>
internal sealed class PersonPages(Installation guildhall)
{
    private const string Path = "/console/users/{id}";

    private readonly OncePerForm<NewPerson> _reset = new(guildhall.Options.Clock);

    private PersonChanges Changes => guildhall.PersonChanges;

    public static string Url(Person person) => "/console/users/" + person.Id;

    public void Map(PageRoutes pages)
    {
        pages.Get(Path, UserPages.Action, On(ShowAsync));
        pages.Post(Path + "/roles", UserPages.Action, On(AddRoleAsync));
        pages.Post(Path + "/roles/remove", UserPages.Action, On(RemoveRoleAsync));
        pages.Get(Path + "/disable", UserPages.Action, Ask("Disable", "cannot sign in any more; open sessions end and own access keys stop working for good. It can be enabled again, the keys cannot."));
        pages.Get(Path + "/reset-password", UserPages.Action, Ask("Reset password", "is signed out everywhere and gets a one-time password, which you are shown once.", offersSecondFactor: true));
        pages.Get(Path + "/end-sessions", UserPages.Action, Ask("End sessions", "is signed out everywhere and can sign in again."));
        pages.Post(Path + "/disable", UserPages.Action, Act("is switched off, and all sessions and own keys with it.", (call, person, c) => Changes.SetActiveAsync(Reach(call), person.Email, false, call.Origin, c)));
        pages.Post(Path + "/enable", UserPages.Action, Act("may sign in again.", (call, person, c) => Changes.SetActiveAsync(Reach(call), person.Email, true, call.Origin, c)));
        pages.Post(Path + "/end-sessions", UserPages.Action, Act("is signed out everywhere.", (call, person, c) => Changes.EndSessionsAsync(Reach(call), person.Email, call.Origin, c)));
        pages.Post(Path + "/reset-password", UserPages.Action, On(ResetAsync));
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, Person person, CancellationToken cancellation) => await DetailAsync(call, person, [], cancellation);

    private async ValueTask<PageAnswer> AddRoleAsync(PageCall call, Person person, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var given = GivenIn(call);
        var added = await guildhall.PersonChanges.AddRoleAsync(Reach(call), person.Email, given, call.Origin, cancellation);
        return added.Refused
            ? await DetailAsync(call, person, added.Problems, cancellation)
            : new PageAnswer.SeeOther(Url(person), Flash.Done($"{person.Name} is {given.Role} now."));
    }

    private async ValueTask<PageAnswer> RemoveRoleAsync(PageCall call, Person person, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var given = GivenIn(call);
        var removed = await guildhall.PersonChanges.RemoveRoleAsync(Reach(call), person.Email, given, call.Origin, cancellation);
        return removed.Refused
            ? await DetailAsync(call, person, removed.Problems, cancellation)
            : new PageAnswer.SeeOther(Reach(call).Sees(removed.Value) ? Url(person) : UserPages.Path, Flash.Done($"{person.Name} is no longer {given.Role}."));
    }

    private PageHandler Ask(string act, string consequence, bool offersSecondFactor = false) => On((call, person, _) =>
    {
        var question = new PersonQuestion(person, act, consequence, call.Context.Request.Path, offersSecondFactor && person.HasSecondFactor);
        return ValueTask.FromResult<PageAnswer>(PageAnswer.Console<PersonQuestionView>(act, question, UserPages.Above, new Crumb(person.Name, Url(person))));
    });

    private async ValueTask<PageAnswer> ResetAsync(PageCall call, Person person, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var reset = await _reset.RunAsync(call, going => guildhall.PersonChanges.ResetPasswordAsync(Reach(call), person.Email, call.Text("second-factor") == "on", call.Origin, going));
        return reset.Refused
            ? new PageAnswer.Refused(reset.Problems)
            : PageAnswer.Console<OneTimePasswordView>("One-time password", new OneTimePassword(reset.Value, Url(person)), UserPages.Above);
    }

    private PageHandler Act(string words, Func<PageCall, Person, CancellationToken, Task<Result<Person>>> change) => On(async (call, person, cancellation) =>
    {
        if (call.RequireProof() is { } first) return first;
        var changed = await change(call, person, cancellation);
        return changed.Refused
            ? new PageAnswer.Refused(changed.Problems)
            : new PageAnswer.SeeOther(call.Person.Id == person.Id ? "/" : Url(person), Flash.Done($"{person.Name} {words}"));
    });

    private async Task<PageAnswer> DetailAsync(PageCall call, Person person, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var reach = Reach(call);
        if (await guildhall.PersonListing.FindAsync(reach, person.Id, cancellation) is not { } listed) return new PageAnswer.Refused(Problem.NotFound("There is no such person."));
        var keys = await guildhall.KeyIssuing.ListAsync(reach, person.Id, cancellation);
        var detail = new PersonDetail(
            listed, [.. UserPages.RolesIn(reach, listed.Person)], [.. keys.Where(k => reach.Covers(k.Account))], reach, reach.Covers(listed.Person), call.Caller.Account, guildhall.Marketplaces.NameOf)
        {
            Problems = problems,
        };
        return PageAnswer.Console<PersonView>(listed.Person.Name, detail, UserPages.Above) with { Status = UiProblems.StatusOf(problems) };
    }

    private static GivenRole GivenIn(PageCall call) =>
        new(call.Text("role"), new AccountId(Role.Find(call.Text("role")) is { OfInstallation: true } ? "" : call.Text("account").Replace("-", "", StringComparison.Ordinal)));

    private static PeopleReach Reach(PageCall call) => UserPages.ReachOf(call);

    /// <summary>The person of the address, when within the caller's reach.</summary>
    private PageHandler On(Func<PageCall, Person, CancellationToken, ValueTask<PageAnswer>> handler) => async (call, cancellation) =>
        await guildhall.PersonListing.FindAsync(Reach(call), call.Route("id"), cancellation) is { } listed
            ? await handler(call, listed.Person, cancellation)
            : new PageAnswer.Refused(Problem.NotFound("There is no such person."));
}
