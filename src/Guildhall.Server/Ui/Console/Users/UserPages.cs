using Guildhall.App;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Users;

/// <summary><c>/console/users</c>: <b>Users and keys</b>, the people; and adding one. design/ui.md 3.</summary>
internal sealed class UserPages(Installation guildhall)
{
    public const string Path = "/console/users";
    public const string Action = "guildhall:ManagePeople";
    public static readonly Crumb Above = new("Users and keys", Path);
    private readonly OncePerForm<NewPerson> _made = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Get(Path, Action, ListAsync);
        pages.Get("/console/users/people.csv", Action, CsvAsync);
        pages.Get("/console/users/new", Action, (call, _) => ValueTask.FromResult<PageAnswer>(Form(call, new NewPersonForm("", "", "", call.Caller.Account.Value))));
        pages.Post("/console/users/new", Action, CreateAsync);
    }

    /// <summary>What the caller manages; those who manage nothing, such as a member account's administrator, are refused by an empty reach.</summary>
    public static PeopleReach ReachOf(PageCall call) => PeopleReach.Of(call.Caller, call.Tenant);

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var people = await FindAsync(call, cancellation);
        return PageAnswer.Console<PeopleView>("Users and keys", new PeopleList(QueryOf(call), people.Take(QueryOf(call)), people.Count, ReachOf(call), guildhall.Marketplaces.NameOf));
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation) => CsvFile.Of(
        "people",
        ["E-mail address", "Name", "Role", "Account", "Account name", "Status", "Second factor", "Last seen"],
        from listed in await FindAsync(call, cancellation)
        from role in RolesIn(ReachOf(call), listed.Person)
        select (IReadOnlyList<object?>)[listed.Person.Email, listed.Person.Name, role.Role, role.Account.Value, guildhall.Marketplaces.NameOf(role.Account), listed.Active ? "Active" : "Disabled", listed.Person.HasSecondFactor ? "On" : "Off", listed.LastSeen]);

    /// <summary>The roles that the caller may see: those within reach.</summary>
    public static IEnumerable<GivenRole> RolesIn(PeopleReach reach, Person person) =>
        from account in person.Roles.Keys.OrderBy(a => a.Value, StringComparer.Ordinal)
        where reach.Everything || reach.Covers(account)
        from role in person.Roles[account]
        select new GivenRole(role, account);

    private async ValueTask<PageAnswer> CreateAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var typed = new NewPersonForm(call.Text("email"), call.Text("name"), call.Text("role"), call.Text("account").Replace("-", "", StringComparison.Ordinal));
        var role = new GivenRole(typed.Role, new AccountId(Role.Find(typed.Role) is { OfInstallation: true } ? "" : typed.Account));
        var made = await _made.RunAsync(call, going => guildhall.People.CreateAsync(ReachOf(call), typed.Email, typed.Name, [role], password: null, call.Origin, going));
        if (!made.Refused) return PageAnswer.Console<OneTimePasswordView>("One-time password", new OneTimePassword(made.Value, PersonPages.Url(made.Value.Person)), Above);
        if (made.Problems[0].Code != "EMAIL_TAKEN") return Form(call, typed with { Problems = made.Problems });
        var added = await guildhall.PersonChanges.AddRoleAsync(ReachOf(call), typed.Email, role, call.Origin, cancellation);
        return added.Refused
            ? Form(call, typed with { Problems = added.Problems[0].Kind == ProblemKind.NotFound ? [Elsewhere] : added.Problems })
            : new PageAnswer.SeeOther(PersonPages.Url(added.Value), Flash.Done($"{added.Value.Email} signs in here already, so no password was made. The role was given."));
    }

    private async Task<List<ListedPerson>> FindAsync(PageCall call, CancellationToken cancellation)
    {
        var query = QueryOf(call);
        var people = await guildhall.PersonListing.ListAsync(ReachOf(call), cancellation);
        var found = people.Where(listed => query.Matches([listed.Person.Email, listed.Person.Name, .. RolesIn(ReachOf(call), listed.Person).SelectMany(Words)]));
        return [.. query.Sorted(found, listed => KeyOf(listed, query.Sort))];
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "email");

    /// <summary>What the list is sorted by, times as text of one length.</summary>
    private static string KeyOf(ListedPerson listed, string sort) => sort switch
    {
        "name" => listed.Person.Name,
        "seen" => (listed.LastSeen ?? default).UtcTicks.ToString("D19"),
        "status" => listed.Active ? "active" : "disabled",
        "factor" => listed.Person.HasSecondFactor ? "on" : "off",
        _ => listed.Person.Email,
    };

    private IEnumerable<string> Words(GivenRole given) => [given.Role, given.Account.Value, guildhall.Marketplaces.NameOf(given.Account) ?? ""];

    /// <summary>Somebody of the address is there, out of the caller's sight.</summary>
    private static Problem Elsewhere { get; } = new(ProblemKind.Conflict, "EMAIL_TAKEN", "This address cannot be added here. A marketplace manager can help.", "email");

    private string? NameOf(PeopleReach reach, AccountId account) => reach.Covers(account) ? guildhall.Marketplaces.NameOf(account) : null;

    private PageAnswer.View Form(PageCall call, NewPersonForm typed) =>
        PageAnswer.Console<NewPersonView>("Add a person", typed with { Reach = ReachOf(call), AccountName = NameOf(ReachOf(call), new AccountId(typed.Account)) }, Above) with
        {
            Status = typed.Problems.IsEmpty ? StatusCodes.Status200OK : UiProblems.StatusOf(typed.Problems[0]),
        };
}
