using System.CommandLine;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall user create|list|disable|enable|reset-password</c>. contract.md 2.</summary>
internal static class UserCommands
{
    private static readonly Option<string> Name = new("--name") { Description = "What the person is called", HelpName = "NAME", Required = true };
    private static readonly Option<bool> SecondFactor = new("--second-factor") { Description = "Take the second factor away too: telephone and recovery codes are lost" };

    internal static readonly Argument<string> Email = new("EMAIL") { Description = "The person's e-mail address" };
    internal static readonly Option<string> RoleName = new("--role") { Description = string.Join(", ", Role.All.Select(r => r.Name)), HelpName = "ROLE", Required = true };
    internal static readonly Option<string?> Account = new("--account") { Description = "The account of the role, 12 digits; none for MarketplaceManager", HelpName = "ID" };

    public static Command Create() => new("create", "Add somebody; the one-time password is shown this once") { Email, Name, RoleName, Account };

    public static Command List() => new("list", "Everybody who signs in, with their roles");

    public static Command Disable() => new("disable", "Switch somebody off, with sessions and keys") { Email };

    public static Command Enable() => new("enable", "Switch somebody on again; keys stay off") { Email };

    public static Command ResetPassword() => new("reset-password", "Make a new one-time password, shown this once; all sessions end") { Email, SecondFactor };

    public static Task<int> CreateAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var made = await guildhall.People.CreateAsync(
            PeopleReach.Operator, call.Given.GetValue(Email)!, call.Given.GetValue(Name)!, [RoleOf(call)], password: null, OriginOf(guildhall), cancellation);
        return made.Refused ? call.Refused(made.Problems) : call.Done(Answer(made.Value.Person, made.Value.Password.Reveal()));
    }, cancellation);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done((await guildhall.PersonListing.ListAsync(PeopleReach.Operator, cancellation)).Select(listed => new
        {
            email = listed.Person.Email,
            name = listed.Person.Name,
            active = listed.Active,
            secondFactor = listed.Person.HasSecondFactor,
            lastSeen = listed.LastSeen,
            roles = RolesOf(listed.Person),
        })), cancellation);

    public static Task<int> DisableAsync(Call call, CancellationToken cancellation) => SetActiveAsync(call, false, cancellation);

    public static Task<int> EnableAsync(Call call, CancellationToken cancellation) => SetActiveAsync(call, true, cancellation);

    public static Task<int> ResetPasswordAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var reset = await guildhall.PersonChanges.ResetPasswordAsync(PeopleReach.Operator, call.Given.GetValue(Email)!, call.Given.GetValue(SecondFactor), OriginOf(guildhall), cancellation);
        return reset.Refused ? call.Refused(reset.Problems) : call.Done(Answer(reset.Value.Person, reset.Value.Password.Reveal()));
    }, cancellation);

    internal static ActOrigin OriginOf(Installation guildhall) => ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString());

    internal static GivenRole RoleOf(Call call) => new(call.Given.GetValue(RoleName)!, new AccountId(call.Given.GetValue(Account) ?? ""));

    internal static IEnumerable<object> RolesOf(Person person) =>
        person.Roles.OrderBy(r => r.Key.Value, StringComparer.Ordinal).SelectMany(r => r.Value.Select(role => new { role, accountId = r.Key.Value is "" ? null : r.Key.Value }));

    private static object Answer(Person person, string password) => new { email = person.Email, oneTimePassword = password, roles = RolesOf(person) };

    private static Task<int> SetActiveAsync(Call call, bool active, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var changed = await guildhall.PersonChanges.SetActiveAsync(PeopleReach.Operator, call.Given.GetValue(Email)!, active, OriginOf(guildhall), cancellation);
        return changed.Refused
            ? call.Refused(changed.Problems)
            : call.Done(new { email = changed.Value.Email, active }, $"{changed.Value.Email} is switched {(active ? "on" : "off")}.");
    }, cancellation);
}
