using Guildhall.App.Linking;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>What is kept of a member account while settings change, steps end in another order, and it goes and comes back. vendor-integration.md 3, 14.</summary>
public abstract class MemberHistoryTests(InvitationHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_entered_by_the_role_it_was_made_with_whatever_the_settings_say_later()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Early"))).Row.Id)).Row.AccountId!;
        await SettingsAsync(new() { RoleName = "LaterRole" });
        await hall.Hall.Guildhall.AccountFacts.SetAliasAsync(OrderHall.Operator, account, "early-alias", Cancellation);
        Assert.Equal(EffectState.Done, (await hall.RestAsync(account)).Steps[0].State);

        var later = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Later"))).Row.Id)).Row.AccountId!;
        await hall.Hall.Guildhall.AccountFacts.SetAliasAsync(OrderHall.Operator, later, "later-alias", Cancellation);
        Assert.Equal((EffectState.Done, "LaterRole"), ((await hall.RestAsync(later)).Steps[0].State, (await hall.RestAsync(later)).Known!.RoleName));

        await hall.Hall.Guildhall.AccountActs.SuspendAsync(OrderHall.Operator, account, SuspendReason.Policy, null, Cancellation);
        await hall.RestAsync(account);
        await hall.Hall.Guildhall.AccountFacts.SetAliasAsync(OrderHall.Operator, account, "still-open", Cancellation);
        Assert.Equal(EffectState.Done, (await hall.RestAsync(account)).Steps[0].State);
        await SettingsAsync(new());
    }

    [Fact]
    public async Task What_was_ordered_is_kept_though_somebody_acted_on_the_account_before_the_order_ended()
    {
        await hall.FaultAsync("ListTagsForResource", "fail", "AccessDeniedException");
        var wish = new OrderWish(new AccountOrder { Name = "Early bird", Company = "Acme", CostCentre = "CC-7", Budget = 12.5m, Alias = "early-bird" });
        var stuck = await hall.UntilAsync((await hall.OrderAsync(wish)).Row.Id, o => o.Steps.Any(s => s is { Kind: OrderSteps.Tag, AwsCode: not null }));
        var account = stuck.Row.AccountId!;
        await hall.Hall.SyncAsync();
        Assert.False((await hall.Hall.Guildhall.AccountTags.ChangeAsync(OrderHall.Operator, account, new TagChange(new Dictionary<string, string> { ["team"] = "red" }, []), Cancellation)).Refused);
        await hall.RestAsync(account);
        await hall.Orders.RetryAsync(OrderHall.Operator, stuck.Row.Id, Cancellation);
        await hall.EndAsync(stuck.Row.Id);

        var known = (await hall.RestAsync(account)).Known!;
        Assert.Equal(("Acme", "CC-7", "Created", stuck.Row.Id, "early-bird"), (known.Company, known.CostCentre, known.Source, known.OrderId, known.Alias));
    }

    [Fact]
    public async Task An_account_that_left_and_is_invited_again_is_its_new_buyers_alone()
    {
        var owner = await hall.OwnerAsync("ComesBack");
        await JoinAsync(owner, InvitationHall.Invite(owner.Account));
        await hall.Hall.SimulateAsync("RemoveAccountFromOrganization", new { AccountId = owner.Account });
        await hall.Hall.SyncAsync();
        Assert.Equal("Left", (await hall.RestAsync(owner.Account)).Standing);

        var second = await JoinAsync(owner, InvitationHall.Invite(owner.Account, name: "A label"));
        var returned = await hall.RestAsync(owner.Account);
        Assert.Equal(("Active", second), (returned.Standing, returned.Known!.OrderId));
        Assert.Empty(returned.Drift);
        var listed = (await hall.Hall.Guildhall.Accounts.ListAsync(OrderHall.Operator, new AccountFilter { Text = owner.Account }, Cancellation)).Value;
        Assert.Equal(1, listed.Total);
    }

    [Fact]
    public async Task An_account_that_was_moved_on_during_its_suspension_stays_there_without_a_difference()
    {
        var (acts, account) = (hall.Hall.Guildhall.AccountActs, (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Moved on", parent: hall.World.Engineering))).Row.Id)).Row.AccountId!);
        await acts.SuspendAsync(OrderHall.Operator, account, SuspendReason.Unpaid, hall.World.Finance, Cancellation);
        await hall.RestAsync(account);
        await hall.Hall.Guildhall.AccountMoves.MoveAsync(OrderHall.Operator, account, hall.World.Platform, Cancellation);
        await hall.RestAsync(account);
        await acts.ResumeAsync(OrderHall.Operator, account, Cancellation);
        var resumed = await hall.RestAsync(account);
        Assert.Equal(("Active", hall.World.Platform), (resumed.Standing, resumed.Parent));
        Assert.Empty(resumed.Drift);
    }

    [Fact]
    public async Task A_policy_that_was_renamed_on_AWS_is_taken_off_all_the_same()
    {
        var (acts, account) = (hall.Hall.Guildhall.AccountActs, hall.World.Ledger);
        await acts.SuspendAsync(OrderHall.Operator, account, SuspendReason.Unpaid, null, Cancellation);
        await hall.RestAsync(account);
        var policy = (await AttachedAsync(account)).Single(p => p.Name == "guildhall-suspended").Id;
        await hall.Hall.SimulateAsync("UpdatePolicy", new { PolicyId = policy, Name = "somebody-renamed-it" });
        await acts.ResumeAsync(OrderHall.Operator, account, Cancellation);
        Assert.Equal("Active", (await hall.RestAsync(account)).Standing);
        Assert.DoesNotContain(await AttachedAsync(account), p => p.Id == policy);
        await hall.Hall.SimulateAsync("UpdatePolicy", new { PolicyId = policy, Name = "guildhall-suspended" });
    }

    [Fact]
    public async Task A_reading_tells_of_accounts_as_they_were_when_it_began()
    {
        var account = hall.World.AtRoot;
        await KeptAsync(account, MemberStates.Left, DateTimeOffset.UtcNow.AddHours(1));
        await hall.Hall.SyncAsync();
        Assert.Equal(MemberStates.Left, (await hall.RestAsync(account)).Known!.State);
        await KeptAsync(account, MemberStates.Left, DateTimeOffset.UtcNow.AddHours(-1));
        await hall.Hall.SyncAsync();
        Assert.Equal(MemberStates.Active, (await hall.RestAsync(account)).Known!.State);

        // AWS Support opens what was closed for 90 days.
        await KeptAsync(account, MemberStates.Closed, DateTimeOffset.UtcNow.AddHours(-1));
        await hall.Hall.SyncAsync();
        Assert.Equal(MemberStates.Active, (await hall.RestAsync(account)).Known!.State);
    }

    [Fact]
    public async Task What_waits_for_an_account_is_given_up_when_it_has_left()
    {
        var owner = await hall.OwnerAsync("GoneForGood");
        await JoinAsync(owner, InvitationHall.Invite(owner.Account));
        await hall.FaultAsync("TagResource", "fail", "AccessDeniedException");
        await hall.Hall.Guildhall.AccountTags.ChangeAsync(OrderHall.Operator, owner.Account, new TagChange(new Dictionary<string, string> { ["team"] = "red" }, []), Cancellation);
        await UntilAsync(owner.Account, v => v.Steps[0].AwsCode is not null);
        await hall.Hall.SimulateAsync("RemoveAccountFromOrganization", new { AccountId = owner.Account });
        await hall.Hall.SyncAsync();
        var left = (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, owner.Account, Cancellation)).Value;
        Assert.Equal(("Left", EffectState.Cancelled), (left.Standing, left.Steps[0].State));
    }

    private async Task<string> JoinAsync(InvitedOwner owner, OrderWish wish)
    {
        var id = (await hall.OrderAsync(wish)).Row.Id;
        await hall.AnswerAsync(owner, "AcceptHandshake", (await hall.InvitedAsync(id)).Row.HandshakeId!);
        await hall.LookAsync(id);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
        return id;
    }

    private async Task UntilAsync(string account, Func<AccountView, bool> reached)
    {
        for (var tries = 0; !reached((await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, account, Cancellation)).Value); tries++)
        {
            Assert.True(tries < 100, "It does not come about.");
            await Task.Delay(100, Cancellation);
        }
    }

    private async Task<IReadOnlyList<(string Id, string Name)>> AttachedAsync(string account) =>
        [.. System.Text.Json.JsonElement.Parse(await hall.Hall.SimulateAsync("ListPoliciesForTarget", new { TargetId = account, Filter = "SERVICE_CONTROL_POLICY" })).GetProperty("Policies").EnumerateArray()
            .Select(p => (p.GetProperty("Id").GetString()!, p.GetProperty("Name").GetString()!))];

    private async Task KeptAsync(string account, string state, DateTimeOffset at)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        var link = await db.Links.SingleAsync(l => l.AccountId == hall.World.Management, Cancellation);
        await db.MemberAccounts.Where(a => a.AccountId == account).ExecuteDeleteAsync(Cancellation);
        db.Add(new MemberAccountRow { AccountId = account, LinkId = link.Id, Source = "Unassigned", State = state, Version = 1, UpdatedAt = at });
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task SettingsAsync(LinkSettings settings)
    {
        var stored = StoredSettings.Write(settings);
        await using var db = hall.Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == hall.World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.Settings, stored), Cancellation);
    }
}

public sealed class MemberHistoryOnSqliteTests(SqliteInvitationHall hall) : MemberHistoryTests(hall), IClassFixture<SqliteInvitationHall>;

[Trait("Ring", "Postgres")]
public sealed class MemberHistoryOnPostgresTests(PostgresInvitationHall hall) : MemberHistoryTests(hall), IClassFixture<PostgresInvitationHall>;
