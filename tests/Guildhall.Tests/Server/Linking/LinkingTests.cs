using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Linking, editing, pausing and removing organizations against the simulated AWS over HTTP.</summary>
public abstract class LinkingTests(PostgresDatabase? postgres) : LinkingHallTests(postgres)
{
    [Fact]
    public async Task Vendor19_1_M31_M33_M35_A_fresh_account_is_checked_and_set_up_without_anybody_being_called()
    {
        var fresh = await FreshAsync("Birch");

        var check = (await Guildhall.Preflights.CheckAsync(Form(fresh) with { DeepCheck = true }, Somebody, Cancellation)).Value;
        Assert.True(check.Passed, check.Report);
        Assert.Contains("failed", check.Summary, StringComparison.Ordinal);
        var saved = (await Guildhall.LinkMaking.SaveAsync(Form(fresh), Somebody, Cancellation)).Value;
        Assert.Equal(LinkStates.Checking, saved.Link!.State);
        var link = await ActiveAsync(saved.Link.Id);

        Assert.Equal((LinkMode.Fresh, "aws-" + fresh.Account, Pattern, false), (link.Link.Mode, link.Link.Name, link.Link.EmailPattern, link.Link.Default));
        Assert.Equal(
            [LinkSteps.Organization, LinkSteps.Role, LinkSteps.TrustedAccess, LinkSteps.Bucket, LinkSteps.BucketGuard, LinkSteps.BucketPolicy, LinkSteps.Report, LinkSteps.Read],
            link.Steps.Select(s => s.Kind));
        Assert.All(link.Steps, step => Assert.Equal((EffectState.Done, 1), (step.State, step.Attempts)));
        Assert.True(Guildhall.Marketplaces.Find(new TenantId(link.Link.TenantId!))!.Marketplace.Organization.Integrated);
        var again = (await Guildhall.Preflights.RunAsync(link.Link.Id, Somebody, Cancellation)).Value;
        Assert.True(again.Passed, again.Report);
        Assert.Contains(again.Checks, c => c is { Id: "P9", Result: CheckResult.Info });
        Assert.Contains(again.Checks, c => c is { Id: "P10", Result: CheckResult.Info, Message: "Report guildhall-daily is there already and is used." });
        Assert.Equal(2, (await Guildhall.Preflights.HistoryAsync(link.Link.Id, Cancellation)).Count);
        Assert.Equal("ALREADY_LINKED", (await Guildhall.LinkMaking.SaveAsync(Form(fresh), Somebody, Cancellation)).Problems[0].Code);
    }

    [Fact]
    public async Task M31_The_minimal_policy_passes_and_sets_a_link_up()
    {
        var fresh = await FreshAsync("Cedar");
        var key = await Hall.UserKeyAsync(fresh.Account, "guildhall-api", MinimalPolicy.Json(new AccountId(fresh.Account)));

        var report = (await Guildhall.LinkMaking.LinkAsync(Wish(fresh with { Key = key }, LinkMode.Fresh), Somebody, Cancellation)).Value;

        Assert.True(report.Link is { State: LinkStates.Active }, report.Link?.LastProblem ?? string.Join(' ', report.Checks.Select(c => $"{c.Id} {c.Result} {c.Message}")));
        Assert.Contains(report.Checks, c => c is { Id: "P6", Result: CheckResult.Pass });
        Assert.Contains(report.Checks, c => c is { Id: "P4", Result: CheckResult.Pass });
    }

    [Fact]
    public async Task M32_Check_fails_for_an_account_of_an_organization_and_for_a_key_that_may_not_create_buckets()
    {
        var form = new LinkForm { Account = World.AtRoot, AccessKeyId = "AKIA0ABCDEFGHIJKLMNO", Secret = new Secret(new string('a', 40)), EmailPattern = Pattern };
        var member = Hall.MemberKey(World.AtRoot);
        var fresh = await FreshAsync("Denied");
        var weak = await Hall.UserKeyAsync(fresh.Account, "weak", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:CreateBucket","Resource":"*"}]}""");

        var ofMember = (await Guildhall.Preflights.CheckAsync(Form(new Fresh("111122223333", member)), Somebody, Cancellation)).Value;
        var refused = (await Guildhall.Preflights.CheckAsync(form, Somebody, Cancellation)).Problems;
        var unable = (await Guildhall.Preflights.CheckAsync(Form(fresh with { Key = weak }), Somebody, Cancellation)).Value;

        Assert.Contains(ofMember.Checks, c => c is { Id: "P3", Result: CheckResult.Fail } && c.Message == $"The key belongs to account {World.AtRoot}, not 111122223333.");
        Assert.Contains(ofMember.Checks, c => c is { Id: "P10", Result: CheckResult.Skipped, Message: "Not run." });
        Assert.Contains("is a member of", Assert.Single(refused).Message, StringComparison.Ordinal);
        Assert.False(unable.Passed);
        Assert.Contains(unable.Checks, c => c is { Id: "P8b", Result: CheckResult.Fail });
        Assert.Contains(unable.Checks, c => c is { Id: "P6", Result: CheckResult.Fail } && c.Message.Contains("s3:CreateBucket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F15_A_step_waits_for_credentials_and_goes_on_with_a_new_key_of_the_same_account()
    {
        var fresh = await FreshAsync("Elder");
        await FaultAsync("PutReportDefinition", "InvalidClientTokenId");
        var stuck = (await Guildhall.LinkMaking.LinkAsync(Wish(fresh, LinkMode.Fresh), Somebody, Cancellation)).Value.Link!;
        Assert.Equal(LinkStates.Degraded, stuck.State);
        Assert.StartsWith("Credentials needed:", stuck.LastProblem, StringComparison.Ordinal);
        await ClearFaultsAsync();
        var other = await FreshAsync("Foreign");

        var wrong = await Guildhall.LinkEdits.RotateAsync(stuck.Id, other.Key.AccessKeyId, new Secret(other.Key.SecretAccessKey), null, Somebody, Cancellation);
        Assert.Equal((LinkEdits.PreflightFailed, $"P3: The key belongs to account {other.Account}, not {fresh.Account}."), (wrong.Problems[0].Code, wrong.Problems[0].Message));
        var second = await Hall.UserKeyAsync(fresh.Account, "second", Everything);
        var right = await Guildhall.LinkEdits.RotateAsync(stuck.Id, second.AccessKeyId, new Secret(second.SecretAccessKey), null, Somebody, Cancellation);

        Assert.False(right.Refused, right.Refused ? right.Problems[0].Message : "");
        var link = await ActiveAsync(stuck.Id);
        Assert.Equal(MaskedKeys.Mask(second.AccessKeyId), link.Link.MaskedKey);
        Assert.Equal(second.AccessKeyId[^4..], link.KeyLast4);
    }

    [Fact]
    public async Task A_step_that_fails_degrades_the_link_and_goes_on_when_it_is_tried_again()
    {
        var fresh = await FreshAsync("Fir");
        await FaultAsync("CreateBucket", "TooManyBuckets");
        var failed = (await Guildhall.LinkMaking.LinkAsync(Wish(fresh, LinkMode.Fresh), Somebody, Cancellation)).Value.Link!;
        Assert.Equal(LinkStates.Degraded, failed.State);
        Assert.Equal("DEFAULT_CONFLICT", (await Guildhall.LinkStanding.MakeDefaultAsync(failed.Id, null, Somebody, Cancellation)).Problems[0].Code);
        var detail = (await Guildhall.Links.ShowAsync(failed.Id, Cancellation))!;
        Assert.True(detail.MayRetry);
        Assert.Contains(detail.Steps, s => s is { Kind: LinkSteps.Bucket, State: EffectState.Failed, AwsCode: "TooManyBuckets" });
        await ClearFaultsAsync();

        Assert.False((await Guildhall.LinkRetry.RetryAsync(failed.Id, Somebody, Cancellation)).Refused);

        Assert.Null((await ActiveAsync(failed.Id)).Link.LastProblem);
    }

    [Fact]
    public async Task Vendor19_5_M36_Four_fields_are_edited_and_of_two_editors_one_is_told()
    {
        var (links, acme) = (Guildhall.LinkEdits, await AcmeAsync());
        var edit = new LinkEdit { EmailPattern = "aws+%s@acme.example" };

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => links.EditAsync(acme.Id, edit, acme.Version, Somebody, Cancellation)));

        Assert.Single(both, r => !r.Refused);
        Assert.Equal("STALE", Assert.Single(both, r => r.Refused).Problems[0].Code);
        var after = await AcmeAsync();
        Assert.Equal(("aws+%s@acme.example", acme.Version + 1), (after.EmailPattern, after.Version));
        Assert.Equal("The domain isn't valid.", (await links.EditAsync(acme.Id, new LinkEdit { EmailPattern = "aws+%s@x" }, null, Somebody, Cancellation)).Problems[0].Message);
        Assert.Equal("Enter the secret that belongs to the new key.", (await links.EditAsync(acme.Id, new LinkEdit { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" }, null, Somebody, Cancellation)).Problems[0].Message);
        var settings = new LinkSettings { Parent = World.Finance, RoleName = "Vendor" };
        Assert.False((await links.ChangeSettingsAsync(acme.Id, "Acme", settings, after.Version, Somebody, Cancellation)).Refused);
        var detail = (await Guildhall.Links.ShowAsync(acme.Id, Cancellation))!;
        Assert.Equal(("Acme", World.Finance, "Vendor"), (detail.Link.Name, detail.Settings.Parent, detail.Settings.RoleName));
    }

    [Fact]
    public async Task Vendor19_11_Rotation_with_a_failing_new_key_keeps_the_old_one_and_a_good_one_can_be_taken_back()
    {
        var (edits, acme) = (Guildhall.LinkEdits, await AcmeAsync());

        var failed = await edits.RotateAsync(acme.Id, World.Aws.AccessKeyId, new Secret(new string('x', 40)), null, Somebody, Cancellation);
        Assert.Equal("P2: The API secret doesn't belong to this key.", failed.Problems[0].Message);
        Assert.Equal(acme.MaskedKey, (await AcmeAsync()).MaskedKey);
        Assert.False((await Guildhall.Syncs.SyncAsync(acme.Id, Cancellation)).Refused);
        var second = await Hall.UserKeyAsync(World.Management, "second", Everything);
        Assert.False((await edits.RotateAsync(acme.Id, second.AccessKeyId, new Secret(second.SecretAccessKey), null, Somebody, Cancellation)).Refused);
        Assert.NotNull((await Guildhall.Links.ShowAsync(acme.Id, Cancellation))!.FormerKeyUntil);
        await using (var db = Guildhall.Database.Open())
            await db.Links.Where(l => l.Id == acme.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.State, LinkStates.Degraded).SetProperty(x => x.LastProblem, "The key was refused."), Cancellation);

        Assert.False((await edits.RollBackAsync(acme.Id, null, Somebody, Cancellation)).Refused);

        var back = await AcmeAsync();
        Assert.Equal((acme.MaskedKey, LinkStates.Active, null), (back.MaskedKey, back.State, back.LastProblem));
        Assert.False((await Guildhall.Syncs.SyncAsync(acme.Id, Cancellation)).Refused);
        Assert.Equal("NO_FORMER_KEY", (await edits.RollBackAsync(acme.Id, null, Somebody, Cancellation)).Problems[0].Code);
    }

    [Fact]
    public async Task Vendor19_6_Two_defaults_are_impossible_however_many_ask_at_once()
    {
        var links = (await Guildhall.Links.ListAsync(Cancellation)).Select(l => l.Id).ToList();
        Assert.Equal(2, links.Count);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Guildhall.LinkStanding.MakeDefaultAsync(links[n % 2], null, Somebody, Cancellation)));

        Assert.Single(await Guildhall.Links.ListAsync(Cancellation), l => l.Default);
        await using var db = Guildhall.Database.Open();
        await Assert.ThrowsAnyAsync<Exception>(() => db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.IsDefault, true), Cancellation));
    }

    [Fact]
    public async Task A_default_is_paused_and_removed_only_with_a_successor_or_none()
    {
        var (standing, acme) = (Guildhall.LinkStanding, await AcmeAsync());
        var other = (await Guildhall.Links.FindAsync(World.Standalone, Cancellation))!;
        Assert.True(acme.Default);

        Assert.Equal("DEFAULT_CONFLICT", (await standing.PauseAsync(acme.Id, new DefaultAfter(), null, Somebody, Cancellation)).Problems[0].Code);
        Assert.False((await standing.PauseAsync(acme.Id, new DefaultAfter(other.Id), null, Somebody, Cancellation)).Refused);
        Assert.Equal((LinkStates.Paused, false), ((await AcmeAsync()).State, (await AcmeAsync()).Default));
        Assert.True((await Guildhall.Links.FindAsync(World.Standalone, Cancellation))!.Default);
        Assert.Equal("ORGANIZATION_PAUSED", (await Guildhall.LinkRetry.RetryAsync(acme.Id, Somebody, Cancellation)).Problems[0].Code);
        Assert.False((await standing.ResumeAsync(acme.Id, null, Somebody, Cancellation)).Refused);
        Assert.Equal(LinkStates.Active, (await AcmeAsync()).State);

        Assert.Equal($"Type {World.Management} to confirm.", (await standing.RemoveAsync(acme.Id, new LinkRemoval("1", false, new DefaultAfter()), null, Somebody, Cancellation)).Problems[0].Message);
        var removed = await standing.RemoveAsync(acme.Id, new LinkRemoval(World.Management, false, new DefaultAfter()), null, Somebody, Cancellation);

        Assert.Contains($"Bucket daily-billing-report-{World.Management}", removed.Value.Remains);
        var detail = (await Guildhall.Links.ShowAsync(acme.Id, Cancellation))!;
        Assert.Equal((LinkStates.Removed, false, ""), (detail.Link.State, detail.HasSecret, detail.Link.MaskedKey));
        var again = (await Guildhall.LinkMaking.LinkAsync(Wish(new Fresh(World.Management, World.Aws), LinkMode.Adopt), Somebody, Cancellation)).Value.Link!;
        Assert.Equal((acme.Id, LinkStates.Active, World.OrganizationId), (again.Id, again.State, again.TenantId));
    }

    [Fact]
    public async Task M30_A_form_is_left_half_filled_and_taken_up_again()
    {
        var id = await Guildhall.LinkDrafts.SaveAsync(new LinkForm { Account = "1234", AccessKeyId = "AKIA", Secret = new Secret("half a secret") }, Somebody, Cancellation);

        Assert.Equal((id, "1234"), (await Guildhall.LinkDrafts.ListAsync(Cancellation)) is [var only] ? (only.Id, only.Account) : default);
        await Guildhall.LinkDrafts.SaveAsync(new LinkForm { Account = "123456789012", DraftId = id }, Somebody, Cancellation);
        var form = (await Guildhall.LinkDrafts.FindAsync(id, Cancellation))!;

        Assert.Equal(("123456789012", "half a secret", id), (form.Account, form.Secret!.Reveal(), form.DraftId));
        Assert.False((await Guildhall.LinkDrafts.DeleteAsync(id, Somebody, Cancellation)).Refused);
        Assert.Empty(await Guildhall.LinkDrafts.ListAsync(Cancellation));
    }
}

public sealed class LinkingOnSqliteTests() : LinkingTests(null);

[Trait("Ring", "Postgres")]
public sealed class LinkingOnPostgresTests(PostgresServer server) : LinkingTests(new PostgresDatabase(server));
