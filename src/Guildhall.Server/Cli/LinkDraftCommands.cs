using System.CommandLine;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall organization draft|drafts|take-up</c>: forms of new links that are left half filled and taken up again.</summary>
internal static class LinkDraftCommands
{
    private static readonly Argument<string> Id = new("DRAFT") { Description = "The draft's id" };
    private static readonly Option<string?> Draft = new("--draft") { Description = "The draft to fill in; without it a new one is made", HelpName = "ID" };
    private static readonly Option<string?> Account = new("--account") { Description = "The AWS account, 12 digits", HelpName = "ID" };
    private static readonly Option<string?> Region = new("--region") { Description = "The region", HelpName = "R" };
    private static readonly Option<string?> Key = new("--key") { Description = "The access key id; its secret comes from $GUILDHALL_AWS_SECRET", HelpName = "K" };
    private static readonly Option<string?> EmailPattern = new("--email-pattern") { Description = "Addresses of new accounts: mailbox+%s@domain", HelpName = "P" };
    private static readonly Option<string?> Name = new("--name") { Description = "What to call it", HelpName = "N" };
    private static readonly Option<string?> Mode = new("--mode") { Description = "fresh: the account belongs to no organization, everything is made; adopt: the organization exists" };

    static LinkDraftCommands() => Mode.AcceptOnlyFromAmong("fresh", "adopt");

    public static Command Save() => new("draft", "Keep a form for a new link half filled, or fill in more of it; nothing is checked yet") { Draft, Account, Region, Key, OrganizationCommands.RoleArn, OrganizationCommands.Ambient, EmailPattern, Name, Mode };

    public static Command List() => new("drafts", "Forms of new links that were left half filled");

    public static Command TakeUp() => new("take-up", "Link by a form that was left half filled: check, set up, read") { Id, SettingOption.AwsEndpoint };

    public static Task<int> SaveAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var before = call.Given.GetValue(Draft) is { } id ? await guildhall.LinkDrafts.FindAsync(id, cancellation) : new LinkForm();
        if (before is null) return call.Refused([LinkDrafts.NoSuch]);
        var saved = await guildhall.LinkDrafts.SaveAsync(Over(call, before), ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()), cancellation);
        return call.Done(OrganizationAnswers.Of((await guildhall.LinkDrafts.FindAsync(saved, cancellation))!));
    }, cancellation);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done((await guildhall.LinkDrafts.ListAsync(cancellation)).Select(OrganizationAnswers.Of)), cancellation);

    public static Task<int> TakeUpAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        await guildhall.LinkDrafts.FindAsync(call.Given.GetValue(Id)!, cancellation) is { } form
            ? await OrganizationCommands.LinkAsync(call, guildhall, form, cancellation)
            : call.Refused([LinkDrafts.NoSuch]), cancellation);

    private static LinkForm Over(Call call, LinkForm form) => form with
    {
        Account = call.Given.GetValue(Account) ?? form.Account,
        Region = call.Given.GetValue(Region) ?? form.Region,
        Credentials = call.Given.GetValue(OrganizationCommands.Ambient) ? CredentialKind.Ambient : form.WayWith(call.Given.GetValue(OrganizationCommands.RoleArn), call.Given.GetValue(Key)),
        RoleArn = call.Given.GetValue(OrganizationCommands.RoleArn) ?? form.RoleArn,
        AccessKeyId = call.Given.GetValue(Key) ?? form.AccessKeyId,
        Secret = call.Environment.GetValueOrDefault("GUILDHALL_AWS_SECRET") is { Length: > 0 } secret ? new Secret(secret) : form.Secret,
        EmailPattern = call.Given.GetValue(EmailPattern) ?? form.EmailPattern,
        Name = call.Given.GetValue(Name) ?? form.Name,
        Mode = call.Given.GetValue(Mode) is { } mode ? mode == "adopt" ? LinkMode.Adopt : LinkMode.Fresh : form.Mode,
    };
}
