using System.CommandLine;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall user role add|remove</c>. contract.md 2.</summary>
internal static class UserRoleCommands
{
    public static Command Add() => new("add", "Give somebody a role in an account") { UserCommands.Email, UserCommands.RoleName, UserCommands.Account };

    public static Command Remove() => new("remove", "Take a role away") { UserCommands.Email, UserCommands.RoleName, UserCommands.Account };

    public static Task<int> AddAsync(Call call, CancellationToken cancellation) => RunAsync(call, (guildhall, email, role) =>
        guildhall.PersonChanges.AddRoleAsync(PeopleReach.Operator, email, role, UserCommands.OriginOf(guildhall), cancellation), cancellation);

    public static Task<int> RemoveAsync(Call call, CancellationToken cancellation) => RunAsync(call, (guildhall, email, role) =>
        guildhall.PersonChanges.RemoveRoleAsync(PeopleReach.Operator, email, role, UserCommands.OriginOf(guildhall), cancellation), cancellation);

    private static Task<int> RunAsync(Call call, Func<Installation, string, GivenRole, Task<Result<Person>>> change, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var changed = await change(guildhall, call.Given.GetValue(UserCommands.Email)!, UserCommands.RoleOf(call));
        return changed.Refused
            ? call.Refused(changed.Problems)
            : call.Done(new { email = changed.Value.Email, roles = UserCommands.RolesOf(changed.Value) }, $"{changed.Value.Email} has {changed.Value.Roles.Values.Sum(r => r.Length)} roles now.");
    }, cancellation);
}
