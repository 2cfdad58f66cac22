using Guildhall.App.Billing.Exits;
using Guildhall.Domain.Billing.Exits;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Exits;

/// <summary>How plans of exits are told on pages.</summary>
internal static class ExitTold
{
    public static StatusKind KindOf(ExitView exit, DateOnly today) => exit.State switch
    {
        ExitState.Planned => exit.IsLate(today) ? StatusKind.Bad : StatusKind.Waiting,
        ExitState.Done => StatusKind.Good,
        _ => StatusKind.Inactive,
    };

    public static string Of(ExitView exit, DateOnly today) => exit.State switch
    {
        ExitState.Planned => exit.IsLate(today) ? "Late" : "Planned",
        ExitState.Done => "Done",
        _ => "Cancelled",
    };

    /// <summary>Who it was, without the account: the person's address, or the key's user.</summary>
    public static string Who(string who) => who[(who.LastIndexOf('/') + 1)..];
}
