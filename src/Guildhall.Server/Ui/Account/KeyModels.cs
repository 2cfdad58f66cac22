using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Account;

/// <summary>A key just made, its secret shown this once.</summary>
public sealed record NewKey(IssuedKey Issued, AccountId Account, string UserName, string Return);

/// <summary>The question before a key is disabled.</summary>
public sealed record DisableKey(string Id, string Return, ImmutableArray<Problem> Problems)
{
    internal static Problem NotConfirmed { get; } = Problem.Malformed("Type confirm to disable the key.", "confirm");

    internal static bool IsConfirmed(PageCall call) => call.Text("confirm") == "confirm";
}
