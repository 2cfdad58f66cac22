using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall organization edit|rotate|retry|default|pause|resume|remove</c>. contract.md 2.</summary>
internal static class LinkCommands
{
    internal static readonly Argument<string> Id = new("ID") { Description = "The link's id, the organization's id, the account or the name" };
    private static readonly Option<string?> Key = new("--key") { Description = "Another access key id; its secret comes from $GUILDHALL_AWS_SECRET or standard input", HelpName = "K" };
    private static readonly Option<string> NewKey = new("--key") { Description = "The new access key id; its secret comes from $GUILDHALL_AWS_SECRET or standard input", HelpName = "K", Required = true };
    private static readonly Option<string?> EmailPattern = new("--email-pattern") { Description = "Addresses of accounts from now on", HelpName = "P" };
    private static readonly Option<bool?> Default = new("--default") { Description = "Whether new accounts go here unless another is chosen", HelpName = "true|false" };
    private static readonly Option<string?> Successor = new("--successor") { Description = "The organization that is the default afterwards", HelpName = "ID" };
    private static readonly Option<bool> NoDefault = new("--no-default") { Description = "No organization will be the default" };
    private static readonly Option<string> Confirm = new("--confirm") { Description = "The account id once more", HelpName = "ACCOUNT", Required = true };
    private static readonly Option<bool> Force = new("--force") { Description = "Although orders are open, or a billing period is not final" };

    public static Command Edit() => new("edit", "Change credentials, e-mail pattern or default") { Id, Key, OrganizationCommands.RoleArn, OrganizationCommands.ExternalId, OrganizationCommands.Ambient, EmailPattern, Default, NoDefault, SettingOption.AwsEndpoint };

    public static Command Rotate() => new("rotate", "Give a new pair of key and secret: checked before it counts") { Id, NewKey, SettingOption.AwsEndpoint };

    public static Command RollBack() => new("rollback", "Take the pair before the last change back, within an hour of it") { Id };

    public static Command Retry() => new("retry", "Try again what could not be set up") { Id, SettingOption.AwsEndpoint };

    public static Command MakeDefault() => new("default", "New accounts go here from now on") { Id };

    public static Command Pause() => new("pause", "Make no accounts and write nothing on AWS for it") { Id, Successor, NoDefault };

    public static Command Resume() => new("resume", "Go on, after a preflight") { Id, SettingOption.AwsEndpoint };

    public static Command Remove() => new("remove", "Forget the credentials; AWS keeps everything") { Id, Confirm, Force, Successor, NoDefault };

    public static Task<int> EditAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, async (guildhall, link, origin) =>
    {
        var key = call.Given.GetValue(Key);
        var (role, ambient) = (call.Given.GetValue(OrganizationCommands.RoleArn), call.Given.GetValue(OrganizationCommands.Ambient));
        if (ambient && key is not null) return OrganizationCommands.AmbientWithKey;
        // Another role, or another key, belongs to the way that is in force; a link without a key gets one as the account's own.
        CredentialKind? way = ambient ? LinkForm.WayOf(role, null, ambient) : role is null && key is not null && link.MaskedKey.Length == 0 ? CredentialKind.Key : null;
        var secret = key is null ? role is null && link.MaskedKey.Length > 0 && call.Environment.ContainsKey("GUILDHALL_AWS_SECRET") ? await OrganizationCommands.SecretAsync(call, cancellation) : null : await OrganizationCommands.SecretAsync(call, cancellation);
        return await guildhall.LinkEdits.EditAsync(link.Id, new LinkEdit { Credentials = way, RoleArn = role, ExternalId = call.Given.GetValue(OrganizationCommands.ExternalId), AccessKeyId = key, Secret = secret, EmailPattern = call.Given.GetValue(EmailPattern), Default = call.Given.GetValue(Default), NoDefault = call.Given.GetValue(NoDefault) }, null, origin, cancellation);
    }, cancellation);

    public static Task<int> RotateAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, async (guildhall, link, origin) =>
        await guildhall.LinkEdits.RotateAsync(link.Id, call.Given.GetValue(NewKey), await OrganizationCommands.SecretAsync(call, cancellation), null, origin, cancellation), cancellation);

    public static Task<int> RollBackAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, (guildhall, link, origin) =>
        guildhall.LinkEdits.RollBackAsync(link.Id, null, origin, cancellation), cancellation);

    public static Task<int> MakeDefaultAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, (guildhall, link, origin) =>
        guildhall.LinkStanding.MakeDefaultAsync(link.Id, null, origin, cancellation), cancellation);

    public static Task<int> PauseAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, async (guildhall, link, origin) =>
        await guildhall.LinkStanding.PauseAsync(link.Id, await AfterAsync(call, guildhall, cancellation), null, origin, cancellation), cancellation);

    public static Task<int> ResumeAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, (guildhall, link, origin) =>
        guildhall.LinkStanding.ResumeAsync(link.Id, null, origin, cancellation), cancellation);

    public static Task<int> RetryAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, link, origin) =>
    {
        var retried = await guildhall.LinkRetry.RetryAsync(link.Id, origin, cancellation);
        if (retried.Refused) return call.Refused(retried.Problems);
        await guildhall.Effects.RunSubjectAsync(link.Id, TimeSpan.FromSeconds(10), cancellation);
        var detail = (await guildhall.Links.ShowAsync(link.Id, cancellation))!;
        call.Done(OrganizationAnswers.Of(detail));
        return detail.Link.State == LinkStates.Active ? ExitCode.Done : call.Refused([Problem.Conflict("NOT_SET_UP", detail.Link.LastProblem ?? "The organization is not set up yet.")]);
    }, cancellation);

    public static Task<int> RemoveAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, link, origin) =>
    {
        var removal = new LinkRemoval(call.Given.GetValue(Confirm), call.Given.GetValue(Force), await AfterAsync(call, guildhall, cancellation));
        var removed = await guildhall.LinkStanding.RemoveAsync(link.Id, removal, null, origin, cancellation);
        return removed.Refused ? call.Refused(removed.Problems) : call.Done(new { link = OrganizationAnswers.Of(removed.Value.Link), remains = removed.Value.Remains });
    }, cancellation);

    internal static Task<int> ChangeAsync(Call call, Func<Installation, LinkedOrganization, ActOrigin, Task<Result<LinkChanged>>> act, CancellationToken cancellation) => RunAsync(call, async (guildhall, link, origin) =>
    {
        var changed = await act(guildhall, link, origin);
        if (changed.Refused) return call.Refused(changed.Problems);
        foreach (var notice in changed.Value.Notices) await call.Streams.Error.WriteLineAsync(notice);
        return call.Done(OrganizationAnswers.Of(guildhall.Links.Aged(changed.Value.Link)));
    }, cancellation);

    private static Task<int> RunAsync(Call call, Func<Installation, LinkedOrganization, ActOrigin, Task<int>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        await guildhall.Links.FindAsync(call.Given.GetValue(Id)!, cancellation) is { } link
            ? await act(guildhall, link, ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()))
            : call.Refused([Problem.NotFound($"Nothing linked is called {call.Given.GetValue(Id)}.")]), cancellation);

    private static async Task<DefaultAfter> AfterAsync(Call call, Installation guildhall, CancellationToken cancellation)
    {
        var named = call.Given.GetValue(Successor);
        return new DefaultAfter(named is null ? null : (await guildhall.Links.FindAsync(named, cancellation))?.Id ?? named, call.Given.GetValue(NoDefault));
    }
}
