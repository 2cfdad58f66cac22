using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall organization link|check|trust-policy|list|show|sync|restore</c>. contract.md 2.</summary>
internal static class OrganizationCommands
{
    private static readonly Option<string> Account = new("--account") { Description = "The AWS account, 12 digits", HelpName = "ID", Required = true };
    private static readonly Option<string> Region = new("--region") { Description = "The region", HelpName = "R", DefaultValueFactory = _ => "us-east-1" };
    private static readonly Option<string?> Key = new("--key") { Description = "The access key id; its secret comes from $GUILDHALL_AWS_SECRET or standard input. With --role-arn it takes the role on", HelpName = "K" };
    private static readonly Option<string?> EmailPattern = new("--email-pattern") { Description = "Addresses of new accounts: mailbox+%s@domain", HelpName = "P" };
    private static readonly Option<string?> Name = new("--name") { Description = "What to call it", HelpName = "N" };
    private static readonly Option<string> Mode = new("--mode") { Description = "fresh: the account belongs to no organization, everything is made; adopt: the organization exists", DefaultValueFactory = _ => "fresh" };
    private static readonly Option<bool> Default = new("--default") { Description = "New accounts go here unless another is chosen" };
    private static readonly Option<bool> Deep = new("--deep") { Description = "Prove that buckets can be made by making and deleting one" };
    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait for the end (it always does, after a sync that is running)" };
    private static readonly Option<bool> AcceptLoss = new("--accept-loss") { Description = "Believe that more than half of the accounts are gone, once AWS says so of each" };
    private static readonly Argument<string> Id = new("ID") { Description = "The link's id, the organization's id, the account or the name" };

    internal static readonly Option<string?> RoleArn = new("--role-arn") { Description = "A role of the account instead of a key: taken on with --key, or with this server's own credentials", HelpName = "ARN" };
    internal static readonly Option<string?> ExternalId = new("--external-id") { Description = "The external ID in the role's trust policy; refused when it is not the one that trust-policy tells", HelpName = "ID" };
    internal static readonly Option<bool> Ambient = new("--ambient") { Description = "This server's own credentials, where the operator allows them (ambient-credentials); with --role-arn they take the role on, without it they are the account's" };

    internal static readonly Problem AmbientWithKey = Problem.Malformed("--ambient goes without --key.");

    static OrganizationCommands() => Mode.AcceptOnlyFromAmong("fresh", "adopt");

    public static Command Link() => new("link", "Link an organization: check, set up, read") { Account, Region, Key, RoleArn, ExternalId, Ambient, EmailPattern, Name, Mode, Default, SettingOption.AwsEndpoint };

    public static Command Check() => new("check", "Only check whether an account can be linked") { Account, Region, Key, RoleArn, ExternalId, Ambient, EmailPattern, Name, Mode, Deep, SettingOption.AwsEndpoint };

    public static Command TrustPolicy() => new("trust-policy", "What the trust policy of an account's role must say, with its external ID") { Account, SettingOption.AwsEndpoint };

    public static Command Sync() => new("sync", "Read the organization now") { Id, Wait, AcceptLoss, SettingOption.AwsEndpoint };

    public static Command Restore() => new("restore", "Bring back the associations that went when trusted access was disabled") { Id };

    public static Command List() => new("list", "All linked organizations and accounts");

    public static Command Show() => new("show", "A link with its settings and steps") { Id };

    public static Task<int> LinkAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var read = await FormAsync(call, cancellation);
        if (read.Refused) return call.Refused(read.Problems);
        return await LinkAsync(call, guildhall, read.Value, cancellation);
    }, cancellation);

    public static Task<int> CheckAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var read = await FormAsync(call, cancellation);
        if (read.Refused) return call.Refused(read.Problems);
        var run = await guildhall.Preflights.CheckAsync(read.Value, ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()), cancellation);
        if (run.Refused) return call.Refused(run.Problems);
        call.Done(new { passed = run.Value.Passed, summary = run.Value.Summary, checks = OrganizationAnswers.Of(run.Value.Checks) });
        return run.Value.Passed ? ExitCode.Done : call.Refused(OrganizationAnswers.Failed(run.Value.Checks));
    }, cancellation);

    public static Task<int> TrustPolicyAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var account = LinkFields.Account(call.Given.GetValue(Account), LinkMembers.Account);
        return account.Refused ? call.Refused(account.Problems) : call.Done(OrganizationAnswers.Of(account.Value.Value, await guildhall.RoleTrusts.OfAsync(account.Value, cancellation)));
    }, cancellation);

    public static Task<int> SyncAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        if (await guildhall.Links.FindAsync(call.Given.GetValue(Id)!, cancellation) is not { } link) return call.Refused([Nothing(call)]);
        var synced = await guildhall.Syncs.SyncInTurnAsync(link.Id, new SyncWish(AcceptLoss: call.Given.GetValue(AcceptLoss)), cancellation);
        return synced.Refused ? call.Refused(synced.Problems) : call.Done(new { id = link.Id, changed = synced.Value.Changed, message = synced.Value.Message }, synced.Value.Message);
    }, cancellation);

    public static Task<int> RestoreAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        if (await guildhall.Links.FindAsync(call.Given.GetValue(Id)!, cancellation) is not { TenantId: { } tenant }) return call.Refused([Nothing(call)]);
        var restored = await guildhall.AssociationRestore.RunAsync(new TenantId(tenant), cancellation);
        if (restored.Refused) return call.Refused(restored.Problems);
        var failed = restored.Value.Where(set => set.Failure is not null).ToList();
        var done = call.Done(
            new { changeSets = restored.Value.Select(set => set.Id.Value), failed = failed.Select(set => new { changeSet = set.Id.Value, experienceId = set.Experience.Value, code = set.Failure!.Code, message = set.Failure.Message }) },
            AssociationRestore.Sentence(restored.Value));
        return failed.Count == 0 ? done : ExitCode.Refused;
    }, cancellation);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done((await guildhall.Links.ListAsync(cancellation)).Select(OrganizationAnswers.Of)), cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        await guildhall.Links.FindAsync(call.Given.GetValue(Id)!, cancellation) is { } link && await guildhall.Links.ShowAsync(link.Id, cancellation) is { } detail
            ? call.Done(OrganizationAnswers.Of(detail))
            : call.Refused([Nothing(call)]), cancellation);

    /// <summary>Links by a form and tells how that ended.</summary>
    internal static async Task<int> LinkAsync(Call call, Installation guildhall, LinkForm given, CancellationToken cancellation)
    {
        var form = await guildhall.LinkForms.ReadAsync(given, cancellation);
        foreach (var warning in form.Warnings) await call.Streams.Error.WriteLineAsync(warning.Message);
        if (form.Wish is not { } wish) return call.Refused(form.Problems);
        var linked = await guildhall.LinkMaking.LinkAsync(wish, ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()), cancellation);
        return linked.Refused ? call.Refused(linked.Problems) : Tell(call, linked.Value);
    }

    /// <summary>The secret as it is given to a command: never an argument, which every process of the machine could read.</summary>
    internal static async Task<Secret?> SecretAsync(Call call, CancellationToken cancellation)
    {
        var secret = call.Environment.GetValueOrDefault("GUILDHALL_AWS_SECRET") ?? await call.Streams.In.ReadLineAsync(cancellation);
        return string.IsNullOrWhiteSpace(secret) ? null : new Secret(secret.Trim());
    }

    private static async Task<Result<LinkForm>> FormAsync(Call call, CancellationToken cancellation)
    {
        var (key, way) = (call.Given.GetValue(Key), LinkForm.WayOf(call.Given.GetValue(RoleArn), call.Given.GetValue(Key), call.Given.GetValue(Ambient)));
        if (call.Given.GetValue(Ambient) && key is not null) return AmbientWithKey;
        var keyed = way is CredentialKind.Key or CredentialKind.KeyedRole;
        var secret = keyed ? await SecretAsync(call, cancellation) : null;
        if (keyed && key is not null && secret is null) return Problem.Malformed("The secret must come from $GUILDHALL_AWS_SECRET or standard input.");
        return new LinkForm
        {
            Account = call.Given.GetValue(Account),
            Region = call.Given.GetValue(Region),
            Credentials = way,
            RoleArn = call.Given.GetValue(RoleArn),
            ExternalId = call.Given.GetValue(ExternalId),
            AccessKeyId = key,
            Secret = secret,
            EmailPattern = call.Given.GetValue(EmailPattern),
            Name = call.Given.GetValue(Name),
            Mode = call.Given.GetValue(Mode) == "adopt" ? LinkMode.Adopt : LinkMode.Fresh,
            Default = call.Given.GetResult(Default) is { Implicit: false } ? call.Given.GetValue(Default) : null,
            DeepCheck = call.Given.CommandResult.Command.Options.Contains(Deep) && call.Given.GetValue(Deep),
        };
    }

    private static int Tell(Call call, LinkReport report)
    {
        var (link, checks) = (report.Link, OrganizationAnswers.Of(report.Checks));
        call.Done(new { id = link?.Id, name = link?.Name, state = link?.State, @default = link?.Default, checks });
        return link is null ? call.Refused(OrganizationAnswers.Failed(report.Checks))
            : link.State == LinkStates.Active ? ExitCode.Done
            : call.Refused([Problem.Conflict("NOT_SET_UP", link.LastProblem ?? "The organization is not set up yet; a running server goes on with it.")]);
    }

    private static Problem Nothing(Call call) => Problem.NotFound($"Nothing linked is called {call.Given.GetValue(Id)}.");
}
