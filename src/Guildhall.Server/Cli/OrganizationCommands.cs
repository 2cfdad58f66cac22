using System.CommandLine;
using Guildhall.App.Organizations;
using Guildhall.App.Secrets;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall organization link|sync|restore|list</c>. contract.md 2.</summary>
internal static class OrganizationCommands
{
    private static readonly Option<string> Account = new("--account") { Description = "The AWS account, 12 digits", HelpName = "ID", Required = true };
    private static readonly Option<string> Region = new("--region") { Description = "The region", HelpName = "R", DefaultValueFactory = _ => "us-east-1" };
    private static readonly Option<string> Key = new("--key") { Description = "The access key id; its secret comes from $GUILDHALL_AWS_SECRET or standard input", HelpName = "K", Required = true };
    private static readonly Option<string?> EmailPattern = new("--email-pattern") { Description = "Addresses of new accounts, with one %s", HelpName = "P" };
    private static readonly Option<string?> Name = new("--name") { Description = "What to call it", HelpName = "N" };
    private static readonly Option<string> Mode = new("--mode") { Description = "adopt: the organization exists", DefaultValueFactory = _ => "adopt" };
    private static readonly Option<bool> Default = new("--default") { Description = "New accounts go here unless another is chosen" };
    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait for the end (it always does, after a sync that is running)" };
    private static readonly Option<bool> AcceptLoss = new("--accept-loss") { Description = "Believe that more than half of the accounts are gone, once AWS says so of each" };
    private static readonly Argument<string> Id = new("ID") { Description = "The link's id, the organization's id, the account or the name" };

    static OrganizationCommands() => Mode.AcceptOnlyFromAmong("adopt");

    public static Command Link() => new("link", "Link an organization, or a stand-alone account, that exists") { Account, Region, Key, EmailPattern, Name, Mode, Default, SettingOption.AwsEndpoint };

    public static Command Sync() => new("sync", "Read the organization now") { Id, Wait, AcceptLoss, SettingOption.AwsEndpoint };

    public static Command Restore() => new("restore", "Bring back the associations that went when trusted access was disabled") { Id };

    public static Command List() => new("list", "All linked organizations and accounts");

    public static Task<int> LinkAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var secret = call.Environment.GetValueOrDefault("GUILDHALL_AWS_SECRET") ?? await call.Streams.In.ReadLineAsync(cancellation);
        if (string.IsNullOrWhiteSpace(secret)) return call.Refused([Problem.Malformed("The secret must come from $GUILDHALL_AWS_SECRET or standard input.")]);
        var draft = new LinkDraft(new AccountId(call.Given.GetValue(Account)!), call.Given.GetValue(Region)!, call.Given.GetValue(Key)!, new Secret(secret.Trim()))
        {
            Name = call.Given.GetValue(Name),
            EmailPattern = call.Given.GetValue(EmailPattern),
            Default = call.Given.GetValue(Default),
        };
        var linked = await guildhall.Links.LinkAsync(draft, cancellation);
        return linked.Refused ? call.Refused(linked.Problems) : Tell(call, linked.Value);
    }, cancellation);

    public static Task<int> SyncAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        if (await guildhall.Links.FindAsync(call.Given.GetValue(Id)!, cancellation) is not { } link) return call.Refused([Problem.NotFound($"Nothing linked is called {call.Given.GetValue(Id)}.")]);
        var synced = await guildhall.Syncs.SyncInTurnAsync(link.Id, new SyncWish(AcceptLoss: call.Given.GetValue(AcceptLoss)), cancellation);
        return synced.Refused ? call.Refused(synced.Problems) : call.Done(new { id = link.Id, changed = synced.Value.Changed, message = synced.Value.Message }, synced.Value.Message);
    }, cancellation);

    public static Task<int> RestoreAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        if (await guildhall.Links.FindAsync(call.Given.GetValue(Id)!, cancellation) is not { TenantId: { } tenant }) return call.Refused([Problem.NotFound($"Nothing linked is called {call.Given.GetValue(Id)}.")]);
        var restored = await guildhall.AssociationRestore.RunAsync(new TenantId(tenant), cancellation);
        if (restored.Refused) return call.Refused(restored.Problems);
        var failed = restored.Value.Where(set => set.Failure is not null).ToList();
        var done = call.Done(
            new { changeSets = restored.Value.Select(set => set.Id.Value), failed = failed.Select(set => new { changeSet = set.Id.Value, experienceId = set.Experience.Value, code = set.Failure!.Code, message = set.Failure.Message }) },
            AssociationRestore.Sentence(restored.Value));
        return failed.Count == 0 ? done : ExitCode.Refused;
    }, cancellation);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done((await guildhall.Links.ListAsync(cancellation)).Select(l => new { l.Id, l.Name, state = l.State, @default = l.Default, l.AccountId, organizationId = l.TenantId, l.LastSync, l.LastProblem })), cancellation);

    private static int Tell(Call call, LinkReport report)
    {
        var checks = report.Checks.Select(c => new { id = c.Id, result = c.Result.ToString().ToLowerInvariant(), message = c.Message }).ToList();
        call.Done(new { id = report.Link?.Id, name = report.Link?.Name, state = report.Link?.State, @default = report.Link?.Default, checks });
        if (report.Link is not null) return ExitCode.Done;
        return call.Refused(report.Checks.Where(c => c.Result == CheckResult.Fail).Select(c => Problem.Conflict(c.Id, $"{c.Id}: {c.Message}")));
    }
}
