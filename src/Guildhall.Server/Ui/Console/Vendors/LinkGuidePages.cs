using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>…/organizations/guide</c>: what to do on AWS before linking, in order, with the policy and the template to take along. M-30; vendor-integration.md 8.3.</summary>
internal static class LinkGuidePages
{
    /// <summary>Stands in the policy as long as nobody has said which account it is for.</summary>
    private static readonly AccountId Anybody = new("111122223333");

    public static void Map(PageRoutes pages)
    {
        pages.Get(VendorAddresses.List + "/guide", LinkReach.Read, (call, _) => ValueTask.FromResult(Guide(call)));
        pages.Get(VendorAddresses.List + "/guildhall-policy.json", LinkReach.Read, (call, _) => ValueTask.FromResult(File(call, "guildhall-policy.json", MinimalPolicy.Json)));
        pages.Get(VendorAddresses.List + "/guildhall-template.json", LinkReach.Read, (call, _) => ValueTask.FromResult(File(call, "guildhall-template.json", MinimalPolicy.CloudFormation)));
    }

    private static PageAnswer Guide(PageCall call)
    {
        var typed = call.Query["account"].ToString().Trim();
        var read = LinkFields.Account(typed, "account");
        var guide = typed.Length == 0 || read.Refused
            ? new LinkGuide(typed, null, MinimalPolicy.Json(Anybody), LinkReach.MayManage(call.Caller)) { Problems = typed.Length == 0 ? [] : read.Problems }
            : new LinkGuide(typed, read.Value.Value, MinimalPolicy.Json(read.Value), LinkReach.MayManage(call.Caller));
        return PageAnswer.Console<LinkGuideView>("How to prepare the account", guide, VendorAddresses.Above());
    }

    private static PageAnswer File(PageCall call, string name, Func<AccountId, string> text)
    {
        var read = LinkFields.Account(call.Query["account"], "account");
        var account = read.Refused ? Anybody : read.Value;
        return new PageAnswer.Download(name, "application/json; charset=utf-8", (writer, _) => writer.WriteAsync(text(account)));
    }
}

/// <summary>The guide, its policy filled in for an account.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Account">Null as long as none, or a wrong one, was typed.</param>
public sealed record LinkGuide(string Typed, string? Account, string Policy, bool Manages)
{
    public System.Collections.Immutable.ImmutableArray<Problem> Problems { get; init; } = [];
}
