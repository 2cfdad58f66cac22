using System.Collections.Immutable;
using System.CommandLine;
using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall organization settings</c>: the name, and what new accounts get. vendor-integration.md 3.</summary>
internal static class LinkSettingsCommand
{
    private static readonly Option<string?> Name = new("--name") { Description = "Another name", HelpName = "NAME" };
    private static readonly Option<string?> Parent = new("--parent") { Description = "Where new accounts are moved: an organizational unit or the root; '' leaves them where AWS makes them", HelpName = "OU" };
    private static readonly Option<string[]> Policies = new("--policy") { Description = "Service control policies attached to new accounts, all of them; '' for none", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> RoleName = new("--role-name") { Description = "The role that AWS makes in new accounts", HelpName = "NAME" };
    private static readonly Option<bool?> SeesBilling = new("--sees-billing") { Description = "Whether users of new accounts see what AWS charges", HelpName = "true|false" };
    private static readonly Option<string[]> Tags = new("--tag") { Description = "Tags of new accounts, all of them; '' for none", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Currency = new("--currency") { Description = "Three capital letters", HelpName = "ISO" };
    private static readonly Option<bool?> NeedsApproval = new("--needs-approval") { Description = "Whether orders wait until an approver agrees", HelpName = "true|false" };
    private static readonly Option<bool?> ClosesByTwo = new("--closes-by-two") { Description = "Whether closing an account waits until another person confirms it", HelpName = "true|false" };

    public static Command Make() => new("settings", "Change the name, and what new accounts get; what is not given stays") { LinkCommands.Id, Name, Parent, Policies, RoleName, SeesBilling, Tags, Currency, NeedsApproval, ClosesByTwo };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation) => LinkCommands.ChangeAsync(call, async (guildhall, link, origin) =>
    {
        var detail = (await guildhall.Links.ShowAsync(link.Id, cancellation))!;
        var settings = With(call.Given, detail.Settings);
        return settings.Refused ? settings.Problems : await guildhall.LinkEdits.ChangeSettingsAsync(link.Id, call.Given.GetValue(Name), settings.Value, detail.Link.Version, origin, cancellation);
    }, cancellation);

    private static Result<LinkSettings> With(ParseResult given, LinkSettings settings)
    {
        var tags = Given(given, Tags);
        if (tags?.FirstOrDefault(tag => !tag.Contains('=')) is { } odd) return Problem.Malformed($"--tag: '{odd}' is not KEY=VALUE.");
        return settings with
        {
            Parent = given.GetValue(Parent) is { } parent ? parent.Length > 0 ? parent : null : settings.Parent,
            Policies = Given(given, Policies) is { } policies ? [.. policies] : settings.Policies,
            RoleName = given.GetValue(RoleName) ?? settings.RoleName,
            SeesBilling = given.GetValue(SeesBilling) ?? settings.SeesBilling,
            Tags = tags is null ? settings.Tags : tags.Select(tag => tag.Split('=', 2)).DistinctBy(tag => tag[0]).ToImmutableSortedDictionary(tag => tag[0], tag => tag[1], StringComparer.Ordinal),
            Currency = given.GetValue(Currency) ?? settings.Currency,
            NeedsApproval = given.GetValue(NeedsApproval) ?? settings.NeedsApproval,
            ClosesByTwo = given.GetValue(ClosesByTwo) ?? settings.ClosesByTwo,
        };
    }

    /// <summary>Null when the option was not given.</summary>
    private static IReadOnlyList<string>? Given(ParseResult given, Option<string[]> option) =>
        given.GetResult(option) is { Implicit: false } ? [.. given.GetValue(option)!.Where(text => text.Length > 0)] : null;
}
