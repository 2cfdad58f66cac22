using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Linking;

/// <summary>What becomes of links that are tried again, resumed and removed in the middle of things.</summary>
public abstract class LinkOutcomeTests(PostgresDatabase? postgres) : LinkingHallTests(postgres)
{
    [Fact]
    public async Task No_default_stays_none_until_one_is_wished_and_a_healthy_link_has_nothing_to_retry()
    {
        var acme = await AcmeAsync();
        Assert.False((await Guildhall.LinkEdits.EditAsync(acme.Id, new LinkEdit { Default = false, NoDefault = true }, null, Somebody, Cancellation)).Refused);

        var unwished = (await Guildhall.LinkMaking.LinkAsync(Wish(await FreshAsync("Gale"), LinkMode.Fresh), Somebody, Cancellation)).Value.Link!;

        Assert.Equal(LinkStates.Active, unwished.State);
        Assert.DoesNotContain(await Guildhall.Links.ListAsync(Cancellation), l => l.Default);
        Assert.Equal("nothing_to_retry", (await Guildhall.LinkRetry.RetryAsync(unwished.Id, Somebody, Cancellation)).Problems[0].Code);
        Assert.Equal(LinkStates.Active, (await Guildhall.Links.ShowAsync(unwished.Id, Cancellation))!.Link.State);
    }

    [Fact]
    public async Task A_link_with_a_failed_step_is_degraded_for_its_reason_again_when_it_is_resumed()
    {
        await FaultAsync("CreateBucket", "TooManyBuckets");
        var failed = (await Guildhall.LinkMaking.LinkAsync(Wish(await FreshAsync("Hazel"), LinkMode.Fresh), Somebody, Cancellation)).Value.Link!;
        await ClearFaultsAsync();
        Assert.False((await Guildhall.LinkStanding.PauseAsync(failed.Id, new DefaultAfter(), null, Somebody, Cancellation)).Refused);

        var resumed = await Guildhall.LinkStanding.ResumeAsync(failed.Id, null, Somebody, Cancellation);

        Assert.Equal((LinkStates.Degraded, failed.LastProblem), (resumed.Value.Link.State, resumed.Value.Link.LastProblem));
        var stored = (await Guildhall.Links.ShowAsync(failed.Id, Cancellation))!;
        Assert.Equal((LinkStates.Degraded, failed.LastProblem), (stored.Link.State, stored.Link.LastProblem));
        Assert.Contains("TooManyBuckets", string.Join(' ', stored.Steps.Select(s => s.AwsCode)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organization_that_somebody_else_made_meanwhile_is_never_taken_for_ours()
    {
        var fresh = await FreshAsync("Iris");
        await FaultAsync("CreateOrganization", "AccessDeniedException");
        var failed = (await Guildhall.LinkMaking.LinkAsync(Wish(fresh, LinkMode.Fresh), Somebody, Cancellation)).Value.Link!;
        await ClearFaultsAsync();
        await Hall.SimulateAsync("CreateOrganization", new { FeatureSet = "ALL" }, fresh.Key);

        for (var turn = 0; turn < 2; turn++)
        {
            Assert.False((await Guildhall.LinkRetry.RetryAsync(failed.Id, Somebody, Cancellation)).Refused);
            var step = await StoodStillAsync(failed.Id, LinkSteps.Organization);
            Assert.Contains("which Guildhall did not make", step.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Removing_a_link_by_force_ends_its_open_orders_and_leaves_no_step_to_be_done()
    {
        var acme = await AcmeAsync();
        Assert.False((await Guildhall.LinkEdits.EditAsync(acme.Id, new LinkEdit { EmailPattern = Pattern }, null, Somebody, Cancellation)).Refused);
        await FaultAsync("CreateAccount", "FinalizingOrganizationException");
        var reach = OrderReach.Operator("test");
        var order = (await Guildhall.AccountOrders.OrderAsync(reach, new OrderWish(new AccountOrder { Name = "Jasper" }), Cancellation)).Value;
        Assert.Equal("OPEN_ORDERS", (await Guildhall.LinkStanding.RemoveAsync(acme.Id, new LinkRemoval(acme.AccountId, false, new DefaultAfter(None: true)), null, Somebody, Cancellation)).Problems[0].Code);

        var removed = await Guildhall.LinkStanding.RemoveAsync(acme.Id, new LinkRemoval(acme.AccountId, true, new DefaultAfter(None: true)), null, Somebody, Cancellation);

        Assert.False(removed.Refused, removed.Refused ? removed.Problems[0].Message : "");
        var ended = (await Guildhall.Orders.FindAsync(reach, order.Row.Id, Cancellation)).Value;
        Assert.Equal((OrderState.Failed, "The organization was removed before the order had ended."), (ended.State, ended.ProblemFor(manager: false)));
        Assert.Contains(order.Row.Email!, ended.ProblemFor(manager: true), StringComparison.Ordinal);
        await using var db = Guildhall.Database.Open();
        Assert.All(await db.Effects.Where(e => e.LinkId == acme.Id).ToListAsync(Cancellation), e => Assert.Contains(e.State, new[] { EffectState.Done, EffectState.Cancelled }));
        Assert.Single(await db.Audit.Where(a => a.EventName == "EndOrder").ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_former_key_is_forgotten_when_its_time_is_over()
    {
        var acme = await AcmeAsync();
        var second = await Hall.UserKeyAsync(World.Management, "second", Everything);
        Assert.False((await Guildhall.LinkEdits.RotateAsync(acme.Id, second.AccessKeyId, new Secret(second.SecretAccessKey), null, Somebody, Cancellation)).Refused);
        await using var db = Guildhall.Database.Open();
        await HouseAsync();
        Assert.NotNull((await db.Links.AsNoTracking().SingleAsync(l => l.Id == acme.Id, Cancellation)).FormerEncryptedSecret);
        await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.FormerUntil, DateTimeOffset.UtcNow.AddSeconds(-1)), Cancellation);

        await HouseAsync();

        var row = await db.Links.AsNoTracking().SingleAsync(l => l.Id == acme.Id, Cancellation);
        Assert.Equal((null, null, null), (row.FormerAccessKeyId, row.FormerEncryptedSecret, row.FormerUntil));
        Assert.Equal("NO_FORMER_KEY", (await Guildhall.LinkEdits.RollBackAsync(acme.Id, null, Somebody, Cancellation)).Problems[0].Code);
    }

    [Fact]
    public async Task Of_a_stand_alone_account_nothing_is_checked_that_only_organizations_need()
    {
        var alone = (await Guildhall.Links.FindAsync(World.Standalone, Cancellation))!;

        var report = (await Guildhall.Preflights.RunAsync(alone.Id, Somebody, Cancellation)).Value;

        Assert.True(report.Passed, report.Report);
        Assert.All(report.Checks.Where(c => c.Id is "P6" or "P8" or "P10" or "P11" or "P15"), c => Assert.Equal(CheckResult.Skipped, c.Result));
    }

    private Task HouseAsync() => new Housekeeping(Guildhall.Database, Guildhall.RequestExpiry, Guildhall.ClosingLapses, TimeSpan.FromDays(Guildhall.Options.RetentionDays), TimeProvider.System, NullLogger<Housekeeping>.Instance).RunOnceAsync(Cancellation);

    /// <summary>The step once it waits for a person again.</summary>
    private async Task<LinkStep> StoodStillAsync(string id, string kind)
    {
        for (var turn = 0; ; turn++)
        {
            var detail = (await Guildhall.Links.ShowAsync(id, Cancellation))!;
            var step = detail.Steps.Single(s => s.Kind == kind);
            if (step.State is EffectState.Failed or EffectState.NeedsReview && detail.Link.State == LinkStates.Degraded) return step;
            Assert.True(turn < 300, $"{detail.Link.State}: {detail.Link.LastProblem}");
            await Task.Delay(50, Cancellation);
        }
    }
}

public sealed class LinkOutcomesOnSqliteTests() : LinkOutcomeTests(null);

[Trait("Ring", "Postgres")]
public sealed class LinkOutcomesOnPostgresTests(PostgresServer server) : LinkOutcomeTests(new PostgresDatabase(server));
