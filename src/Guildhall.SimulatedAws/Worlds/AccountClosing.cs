using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>The last stretch of an account's life (aws-operations.md A.6): closing, closed for 90 days, gone.</summary>
internal static class AccountClosing
{
    private static readonly TimeSpan Afterlife = TimeSpan.FromDays(90);

    public static void BeginClosing(this WorldState state, Account account) =>
        state.Tables.Accounts.Put(account with { State = AccountState.PENDING_CLOSURE, ClosesAt = state.Now + state.Options.ClosingTime });

    /// <summary>The next step of an account whose time has come. A gone account keeps its e-mail address taken for ever.</summary>
    public static void GoOn(this WorldState state, Account account)
    {
        if (account.ClosesAt is { } at)
            state.Tables.Accounts.Put(account with { State = AccountState.CLOSED, ClosesAt = null, ClosedAt = at, EndsAt = at + Afterlife });
        else
            state.End(account with { EndsAt = null });
    }

    private static void End(this WorldState state, Account account)
    {
        if (account.Membership is { } membership) state.Release(state.Tables.Organizations.Get(membership.OrganizationId), account);
        else state.Tables.Accounts.Put(account);
    }
}
