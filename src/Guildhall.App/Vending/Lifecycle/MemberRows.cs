using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What is kept of member accounts.</summary>
internal static class MemberRows
{
    /// <summary>Stages a change of an account's row; an account that nobody ordered here gets one.</summary>
    public static void Change(WriteScope scope, string account, string link, Action<MemberAccountRow> change) => scope.Stage(db =>
    {
        var row = db.MemberAccounts.Find(account);
        if (row is null) db.Add(row = Found(account, link));
        change(row);
        row.Version++;
        row.UpdatedAt = scope.Now;
    });

    private static MemberAccountRow Found(string account, string link) => new() { AccountId = account, LinkId = link, Source = "Unassigned", State = MemberStates.Active };
}
