using System.Net;
using System.Text.Json;
using Guildhall.App.Linking;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// Every error of AWS that stops a step after an account is there, or an act on one, read as the right sentence on page, API and command line.
/// vendor-integration.md 13.2 (4 to 8), 14; aws-operations.md A.6 to A.9, F.
/// </summary>
public sealed class AccountOutcomeTests(OutcomeHall hall) : IClassFixture<OutcomeHall>
{
    private const string Constraint = "ConstraintViolationException/";
    private const string Said = ": \"The simulation was told to fail this call.\".";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MustShow5_A_step_that_AWS_refuses_keeps_the_account_and_tells_the_manager_why_and_the_buyer_that()
    {
        var policy = JsonElement.Parse(await hall.Hall.SimulateAsync("CreatePolicy", new { Name = "Guard", Description = "", Type = "SERVICE_CONTROL_POLICY", Content = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"ec2:*","Resource":"*"}]}""" }))
            .GetProperty("Policy").GetProperty("PolicySummary").GetProperty("Id").GetString()!;
        await SettingsAsync(new LinkSettings { Parent = hall.World.Finance, Policies = [policy] });
        const string Buyer = "The account is there; a step after it needs the marketplace manager.";
        (string Operation, Told Told)[] rows =
        [
            ("MoveAccount", new("DestinationParentNotFoundException", Buyer, "The organizational unit or root to move to does not exist.")),
            ("MoveAccount", new("InvalidInputException/INVALID_PATTERN", Buyer, "AWS does not take these values" + Said)),
            ("AttachPolicy", new("PolicyNotFoundException", Buyer, "The service control policy does not exist. Correct the policies in the settings of the link")),
            ("AttachPolicy", new("PolicyTypeNotEnabledException", Buyer, "Service control policies are not enabled in the organization.")),
            ("AttachPolicy", new(Constraint + "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", Buyer, "The account has as many service control policies as AWS allows.")),
            ("AttachPolicy", new("AccessDeniedException", null, "The key may not do this.")),
        ];
        await hall.RefuseAsync(rows[0].Operation, rows[0].Told.Code);
        var id = await hall.PlaceAsync(new { name = "Stuck" });
        foreach (var (operation, told) in rows)
        {
            await hall.RefuseAsync(operation, told.Code);
            await hall.Orders.RetryAsync(OrderHall.Operator, id, Cancellation);
            await hall.UntilAsync(id, o => o is { State: OrderState.Configuring } && o.Steps.Any(s => s.AwsCode == told.Code.Split('/')[0]));
            await hall.ReadAsync(id, told);
            var shown = await hall.CommandAsync("order", "show", id);
            hall.Expect(shown.GetProperty("problem").GetString()!.Contains(told.Manager, StringComparison.Ordinal), $"{told.Code}: the command line tells {shown}");
        }

        Assert.Empty(hall.Otherwise);
        await hall.ClearAsync();
        foreach (var (operation, code) in new[] { ("AttachPolicy", "DuplicatePolicyAttachmentException"), ("ListTagsForResource", "TargetNotFoundException") }) await hall.FaultAsync(operation, "fail", code);
        var tagged = hall.UntilAsync(id, o => o.Steps.Any(s => s.AwsCode == "TargetNotFoundException"));
        await hall.Orders.RetryAsync(OrderHall.Operator, id, Cancellation);
        await tagged;
        await hall.Orders.RetryAsync(OrderHall.Operator, id, Cancellation);
        Assert.Equal((OrderState.Active, null), ((await hall.EndAsync(id)).State, (string?)(await hall.Manager.GetAsync($"/api/v1/orders/{id}")).Json["problem"]));
        Assert.Single(await hall.AccountsAsync("Stuck"));
        await SettingsAsync(new LinkSettings());
    }

    [Fact]
    public async Task MustShow5_An_act_that_AWS_refuses_says_why_and_one_that_is_so_already_is_done()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Acted"))).Row.Id)).Row.AccountId!;
        var (suspend, move, leave) = (new Act("suspend", new { reason = "Unpaid" }), new Act("move", new { ou = hall.World.Finance }), new Act("leave", new { confirm = account }));
        var (tags, alias, contact) = (new Act("tags", new { set = new { team = "blue" } }), new Act("alias", new { alias = "acme-acted" }), new Act("contact", new { contact = new { name = "Ann", title = "Head", email = "ann@acme.example", phone = "+1 555" } }));
        await RefusedAsync(account, suspend, "CreatePolicy", (Constraint + "POLICY_NUMBER_LIMIT_EXCEEDED", "The organization has as many policies as AWS allows."), (Constraint + "POLICY_CONTENT_LIMIT_EXCEEDED", "The policy is longer than AWS allows."), ("MalformedPolicyDocumentException", "AWS does not take the policy" + Said));
        await RefusedAsync(account, suspend, "AttachPolicy", ("PolicyTypeNotEnabledException", "Service control policies are not enabled in the organization."), (Constraint + "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", "The account has as many service control policies as AWS allows."), ("TargetNotFoundException", "AWS does not know the account."), ("AccessDeniedException", "The key may not do this."));
        await RefusedAsync(account, suspend, "ListRoots", ("AWSOrganizationsNotInUseException", "The account belongs to no organization."));
        await RefusedAsync(account, move, "MoveAccount", ("DestinationParentNotFoundException", "The organizational unit or root to move to does not exist."), ("AccountNotFoundException", "The organization has no account of this id."), ("SourceParentNotFoundException", "Somebody else moved the account meanwhile."));
        await RefusedAsync(account, tags, "TagResource", (Constraint + "TAG_POLICY_VIOLATION", "A tag policy of the organization forbids these tags."), (Constraint + "MAX_TAG_LIMIT_EXCEEDED", "AWS allows 50 tags on one account."), ("InvalidInputException/INVALID_PATTERN", "AWS does not take these values" + Said));
        await RefusedAsync(account, alias, "CreateAccountAlias", ("EntityAlreadyExists", "That alias is taken. Choose another."), ("LimitExceeded", "A limit of AWS forbids this" + Said));
        await RefusedAsync(account, alias, "AssumeRole", ("AccessDenied", "The account has no role OrganizationAccountAccessRole that lets the management account in."), ("RegionDisabledException", "The account does not let AWS STS work in this region."), ("ExpiredTokenException", "The key is temporary and has expired."));
        await RefusedAsync(account, contact, "PutAlternateContact", ("ValidationException", "AWS does not take these values" + Said), ("SubscriptionRequiredException", "The AWS account is not fully set up yet."));
        await RefusedAsync(account, new Act("name", new { name = "Renamed" }), "PutAccountName", ("ValidationException", "AWS does not take these values" + Said));
        await RefusedAsync(account, leave, "RemoveAccountFromOrganization", (Constraint + "WAIT_PERIOD_ACTIVE", "AWS lets a created account go only some days after it was made."), (Constraint + "MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED", "The account has no payment method of its own."),
            (Constraint + "ACCOUNT_CANNOT_LEAVE_ORGANIZATION", "The account lacks what an account of its own needs"), (Constraint + "ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION", "The account lacks what"), (Constraint + "ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA", "The account lacks what"),
            (Constraint + "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG", "The account is a delegated administrator."), ("MasterCannotLeaveOrganizationException", "The management account cannot leave its organization."));

        await DoneAsync(account, suspend, "AttachPolicy", "DuplicatePolicyAttachmentException");
        await DoneAsync(account, new Act("resume", new { }));
        await DoneAsync(account, suspend);
        await RefusedAsync(account, new Act("resume", new { }), "DetachPolicy", (Constraint + "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", "It is the account's last service control policy, which AWS does not detach."));
        await RefusedAsync(account, new Act("close", new { confirm = account, reason = "Over" }), "CloseAccount", (Constraint + "CLOSE_ACCOUNT_QUOTA_EXCEEDED", "The organization has closed as many accounts as AWS allows in 30 days. It stays queued"),
            (Constraint + "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED", "AWS closes three accounts of an organization at the same time."), (Constraint + "CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "The management account cannot be closed this way."));
        await DoneAsync(account, new Act("resume", new { }), "DetachPolicy", "PolicyNotAttachedException");
        await DoneAsync(account, move, "MoveAccount", "SourceParentNotFoundException");
        await DoneAsync(account, new Act("close", new { confirm = account, reason = "Over" }), "CloseAccount", "AccountAlreadyClosedException");
        Assert.Empty(hall.Otherwise);
    }

    /// <summary>Each answer stops the act, is read, and the act is taken back.</summary>
    private async Task RefusedAsync(string account, Act act, string operation, params (string Code, string Words)[] rows)
    {
        foreach (var (code, words) in rows)
        {
            await hall.RefuseAsync(operation, code);
            await BeginAsync(account, act);
            var step = await UntilAsync(account, s => s.Problem is not null);
            var read = (string?)(await hall.Manager.GetAsync($"/api/v1/accounts/{account}")).Json["steps"]!.AsArray().First(s => (string)s!["step"]! == step.Kind)!["problem"];
            hall.Expect(read?.Contains(words, StringComparison.Ordinal) == true, $"{act.Name} {code}: the API tells {read}");
            hall.Expect(read is not null && (await hall.ManagersPageAsync($"/admin/accounts/{account}")).Contains(read, StringComparison.Ordinal), $"{act.Name} {code}: the page does not tell {read}");
            var taken = await hall.Manager.PostAsync($"/api/v1/accounts/{account}/cancel", new { });
            Assert.True(taken.Status == HttpStatusCode.OK, taken.Body);
        }

        var shown = await hall.CommandAsync("account", "show", account);
        var told = shown.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("problem").GetString()).OfType<string>().ToList();
        foreach (var (code, words) in rows) hall.Expect(told.Exists(t => t.Contains(words, StringComparison.Ordinal)), $"{act.Name} {code}: the command line tells {string.Join(" | ", told)}");
        await hall.ClearAsync();
    }

    /// <summary>The answer says that it is so, or that it passes: the act is done.</summary>
    private async Task DoneAsync(string account, Act act, string operation, string code)
    {
        await hall.FaultAsync(operation, "fail", code);
        await DoneAsync(account, act);
    }

    private async Task DoneAsync(string account, Act act)
    {
        await BeginAsync(account, act);
        var rests = await hall.RestAsync(account);
        Assert.True(rests.Steps[0].State == EffectState.Done, $"{act.Name}: {rests.Steps[0].Problem}");
    }

    private async Task BeginAsync(string account, Act act)
    {
        var asked = await hall.Manager.PostAsync($"/api/v1/accounts/{account}/{act.Name}", act.Body);
        Assert.True(asked.Status == HttpStatusCode.OK, $"{act.Name}: {asked.Body}");
    }

    private async Task<AccountStep> UntilAsync(string account, Func<AccountStep, bool> reached)
    {
        for (var tries = 0; ; tries++)
        {
            var steps = (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, account, Cancellation)).Value.Steps;
            if (steps.LastOrDefault(s => s.Open || s.Stuck) is { State: not EffectState.Calling } step && reached(step)) return step;
            Assert.True(tries < 600, string.Join("; ", steps.Select(s => $"{s.Kind} {s.State} {s.AwsCode}")));
            await Task.Delay(25, Cancellation);
        }
    }

    private async Task SettingsAsync(LinkSettings settings)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == hall.World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.Settings, StoredSettings.Write(settings)), Cancellation);
    }

    private sealed record Act(string Name, object Body);
}
