using Guildhall.App.Store.Rows;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Where AWS's picture of an account differs from what Guildhall has made of it. security.md 6.4: shown, never changed back by itself.</summary>
internal static class AccountDrift
{
    /// <summary>One sentence for each difference.</summary>
    /// <param name="entries">What was done to the account, the last first.</param>
    public static IEnumerable<string> Of(AccountView account, IReadOnlyList<EffectRow> entries)
    {
        if (account.Known is not { } known || account.Gone) yield break;
        if (account.State is AccountState.Closed or AccountState.PendingClosure && known.State is MemberStates.Active or MemberStates.Suspended) yield return "AWS has closed it, and not for Guildhall.";
        if (known.DisplayName is { } name && name != account.Name) yield return $"AWS calls it {account.Name}; here it was called {name}.";
        if (entries.FirstOrDefault(e => e is { Kind: MemberSteps.Move, State: EffectState.Done }) is { } moved && MemberWish.Read(moved.Progress).Parent is { } parent && account.Parent != parent)
            yield return $"It is in {account.Parent}; Guildhall had moved it to {parent}.";
    }
}
