using System.Net;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Vending;
using Guildhall.Tests.App.Organizations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// Linking and vending against an imitation of AWS that we did not write, as far as it goes; what it cannot do is listed by name, and each is a sentence.
/// Issue "Must show" 4, vendor-integration.md 18, aws-operations.md G.
/// </summary>
[Trait("Ring", "Clients")]
public sealed class MotoVendingTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const string Management = "123456789012";

    /// <summary>What moto does not serve and preflight asks for, with what Guildhall says then.</summary>
    private static readonly Dictionary<string, (CheckResult Result, string Calls, string Sentence)> NotServed = new()
    {
        ["P6"] = (CheckResult.Warn, "iam:SimulatePrincipalPolicy", "Permissions couldn't be simulated; missing ones will show when used."),
        ["P7"] = (CheckResult.Warn, "account:GetRegionOptStatus", "Whether region us-east-1 is enabled couldn't be read."),
        ["P8b"] = (CheckResult.Skipped, "", "Not checked: permissions couldn't be simulated. The deep check tries it."),
        ["P10"] = (CheckResult.Warn, "cur:DescribeReportDefinitions, bcm-data-exports:ListExports", "This endpoint has no Cost and Usage Reports; the link works without them."),
        ["P11"] = (CheckResult.Info, "servicequotas:ListServiceQuotas, organizations:ListAccounts", "The account quota couldn't be read. Default quota is 10, new organizations may have less."),
        ["P14"] = (CheckResult.Info, "organizations:ListAWSServiceAccessForOrganization, iam:GetRole", "Trusted access / service-linked role is missing."),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("moto-").FullName;
    private Installation? _guildhall;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static OrderReach Operator => OrderReach.Operator("test");

    private Installation Guildhall => _guildhall!;

    [Fact]
    public async Task M05_What_moto_serves_is_linked_and_vended_and_what_it_does_not_is_told_by_name()
    {
        await using var moto = await MotoServer.StartAsync();
        var (unit, policy) = await OrganizationAsync(moto);
        await OpenAsync(moto.Url);

        await LinkAsync(new() { Parent = unit, Policies = [policy] });
        var order = await OrderAsync(new AccountOrder { Name = "Research", Alias = "acme-research", Contact = new("Ola", "Owner", "ola@example.com", "+47 22 22 22 22") });
        var account = await MadeAsync(moto, order, unit, policy);
        await LivesAsync(moto, account);
        await InvitationAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_guildhall is not null) await _guildhall.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(string Unit, string Policy)> OrganizationAsync(MotoServer moto)
    {
        await moto.CallAsync("CreateOrganization", new { FeatureSet = "ALL" });
        var root = (await moto.CallAsync("ListRoots", new { })).GetProperty("Roots")[0].GetProperty("Id").GetString()!;
        await moto.CallAsync("EnablePolicyType", new { RootId = root, PolicyType = "SERVICE_CONTROL_POLICY" });
        var unit = await moto.CallAsync("CreateOrganizationalUnit", new { ParentId = root, Name = "Vended" });
        var policy = await moto.CallAsync("CreatePolicy", new { Name = "Guard", Description = "", Type = "SERVICE_CONTROL_POLICY", Content = """{"Version":"2012-10-17","Statement":[]}""" });
        return (unit.GetProperty("OrganizationalUnit").GetProperty("Id").GetString()!, policy.GetProperty("Policy").GetProperty("PolicySummary").GetProperty("Id").GetString()!);
    }

    private async Task OpenAsync(Uri endpoint)
    {
        var database = Database.Sqlite(Path.Combine(_folder, "guildhall.db"));
        await database.MigrateAsync(Cancellation);
        var options = new InstallationOptions(database, MasterKey.Make()) { AwsEndpoint = endpoint, OrderPoll = TimeSpan.FromMilliseconds(100), OrderCertainty = TimeSpan.FromSeconds(1) };
        _guildhall = await Installation.OpenAsync(options, NullLoggerFactory.Instance, Cancellation);
    }

    private async Task LinkAsync(LinkSettings settings)
    {
        var wish = new LinkWish(new AccountId(Management), "us-east-1", "AKIA0ABCDEFGHIJKLMNO", new Secret(new string('s', 40))) { EmailPattern = "aws+%s@acme.example", Settings = settings, Default = true };
        var linked = (await Guildhall.LinkMaking.LinkAsync(wish, ActOrigin.Operator("test"), Cancellation)).Value;
        foreach (var check in linked.Checks) output.WriteLine($"{check.Id} {check.Result}: {check.Message} [{check.Call}, {check.AwsCode}]");
        Assert.Equal(NotServed.OrderBy(n => n.Key), linked.Checks.Where(c => NotServed.ContainsKey(c.Id)).ToDictionary(c => c.Id, c => (c.Result, c.Call, c.Message)).OrderBy(n => n.Key));
        Assert.All(["P1", "P2", "P3", "P4", "P5", "P8", "P9", "P13", "P15"], id => Assert.Contains(linked.Checks, c => c.Id == id && c.Result == CheckResult.Pass));
        Assert.Equal(LinkStates.Active, linked.Link!.State);
        var detail = (await Guildhall.Links.ShowAsync(linked.Link.Id, Cancellation))!;
        Assert.Equal("This endpoint has no Cost and Usage Reports.", detail.Steps.Single(s => s.Kind == LinkSteps.Report).Skipped);
        Assert.All(detail.Steps, step => Assert.Equal(EffectState.Done, step.State));
    }

    private async Task<OrderView> OrderAsync(AccountOrder form)
    {
        var ordered = await Guildhall.AccountOrders.OrderAsync(Operator, new OrderWish(form), Cancellation);
        Assert.False(ordered.Refused, ordered.Refused ? ordered.Problems[0].Message : "");
        await Guildhall.Effects.RunSubjectAsync(ordered.Value.Row.Id, TimeSpan.FromSeconds(3), Cancellation);
        return (await Guildhall.Orders.FindAsync(Operator, ordered.Value.Row.Id, Cancellation)).Value;
    }

    /// <summary>The account is in its unit, with its policy, its tags, its role and the bucket of its organization's reports.</summary>
    private async Task<string> MadeAsync(MotoServer moto, OrderView order, string unit, string policy)
    {
        Assert.True(order.State == OrderState.Active, string.Join("; ", order.Steps.Select(s => $"{s.Kind} {s.State} {s.AwsCode} {s.Problem}")));
        var account = order.Row.AccountId!;
        Assert.Equal(unit, (await moto.CallAsync("ListParents", new { ChildId = account })).GetProperty("Parents")[0].GetProperty("Id").GetString());
        var policies = await moto.CallAsync("ListPoliciesForTarget", new { TargetId = account, Filter = "SERVICE_CONTROL_POLICY" });
        Assert.Contains(policies.GetProperty("Policies").EnumerateArray(), p => p.GetProperty("Id").GetString() == policy);
        var tags = (await moto.CallAsync("ListTagsForResource", new { ResourceId = account })).GetProperty("Tags").EnumerateArray().Select(t => t.GetProperty("Key").GetString());
        Assert.Contains("guildhall:order", tags);
        Assert.Equal(["Vended"], (await Guildhall.Accounts.FindAsync(Operator, account, Cancellation)).Value.Path);
        using var http = new HttpClient();
        using var bucket = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(moto.Url, $"/daily-billing-report-{Management}")), Cancellation);
        Assert.Equal(HttpStatusCode.OK, bucket.StatusCode);
        return account;
    }

    /// <summary>Through the role of the new account, and by service control policies.</summary>
    private async Task LivesAsync(MotoServer moto, string account)
    {
        await Guildhall.Effects.RunSubjectAsync(account, TimeSpan.FromSeconds(3), Cancellation);
        var view = (await Guildhall.Accounts.FindAsync(Operator, account, Cancellation)).Value;
        foreach (var step in view.Steps) output.WriteLine($"{step.Kind} {step.State} {step.AwsCode} {step.Problem}");
        Assert.Contains(view.Steps, s => s is { Kind: MemberSteps.Alias, State: EffectState.Done });
        Assert.False((await Guildhall.AccountActs.SuspendAsync(Operator, account, SuspendReason.Policy, null, Cancellation)).Refused);
        await Guildhall.Effects.RunSubjectAsync(account, TimeSpan.FromSeconds(3), Cancellation);
        view = (await Guildhall.Accounts.FindAsync(Operator, account, Cancellation)).Value;
        output.WriteLine($"{view.Steps[0].Kind} {view.Steps[0].State} {view.Steps[0].AwsCode} {view.Steps[0].Problem}");
        Assert.True(view.Suspended);
        Assert.Equal(JsonValueKind.Array, (await moto.CallAsync("ListPoliciesForTarget", new { TargetId = account, Filter = "SERVICE_CONTROL_POLICY" })).GetProperty("Policies").ValueKind);
    }

    /// <summary>moto has no invitations: the order waits and says so, it is neither lost nor failed.</summary>
    private async Task InvitationAsync()
    {
        var order = await OrderAsync(new AccountOrder { Name = "", Existing = new InvitedAccount { Id = "210987654321", Confirmed = true } });
        var step = Assert.Single(order.Steps, s => s.Kind == OrderSteps.Invite);
        output.WriteLine($"InviteAccountToOrganization: {order.State} {step.State} {step.AwsCode} {step.Problem}");
        Assert.Equal((OrderState.Inviting, EffectState.Waiting, "Http500"), (order.State, step.State, step.AwsCode));
        Assert.NotEmpty(step.Problem!);
    }
}
