using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>…/organizations/guide</c>: what to do on AWS before linking, in order, with the policy and the template to take along. M-30; vendor-integration.md 8.3.</summary>
internal sealed class LinkGuidePages(Installation guildhall)
{
    /// <summary>Stands in the policy as long as nobody has said which account it is for.</summary>
    private static readonly AccountId Anybody = new("111122223333");

    public void Map(PageRoutes pages)
    {
        pages.Get(VendorAddresses.List + "/guide", LinkReach.Read, async (call, cancellation) => await GuideAsync(call, cancellation));
        pages.Get(VendorAddresses.List + "/guildhall-policy.json", LinkReach.Read, (call, _) => ValueTask.FromResult(File(call, "guildhall-policy.json", MinimalPolicy.Json)));
        pages.Get(VendorAddresses.List + "/guildhall-template.json", LinkReach.Read, (call, _) => ValueTask.FromResult(File(call, "guildhall-template.json", MinimalPolicy.CloudFormation)));
        pages.Get(VendorAddresses.List + "/guildhall-trust-policy.json", LinkReach.Read, async (call, cancellation) => await TrustFileAsync(call, "guildhall-trust-policy.json", (_, trust) => trust.Json(), cancellation));
        pages.Get(VendorAddresses.List + "/guildhall-role-template.json", LinkReach.Read, async (call, cancellation) => await TrustFileAsync(call, "guildhall-role-template.json", MinimalPolicy.RoleTemplate, cancellation));
    }

    private async Task<PageAnswer> TrustFileAsync(PageCall call, string name, Func<AccountId, RoleTrust, string> text, CancellationToken cancellation)
    {
        var trust = AccountOf(call) is { } account ? await guildhall.RoleTrusts.OfAsync(account, cancellation) : LinkGuide.NoTrust;
        return File(call, name, filled => text(filled, trust));
    }

    private static AccountId? AccountOf(PageCall call) => LinkFields.Account(call.Query["account"], "account") is { Refused: false } read ? read.Value : null;

    private async Task<PageAnswer> GuideAsync(PageCall call, CancellationToken cancellation)
    {
        var typed = call.Query["account"].ToString().Trim();
        var read = LinkFields.Account(typed, "account");
        var guide = typed.Length == 0 || read.Refused
            ? new LinkGuide(typed, null, MinimalPolicy.Json(Anybody), LinkReach.MayManage(call.Caller)) { Problems = typed.Length == 0 ? [] : read.Problems }
            : new LinkGuide(typed, read.Value.Value, MinimalPolicy.Json(read.Value), LinkReach.MayManage(call.Caller)) { Trust = await guildhall.RoleTrusts.OfAsync(read.Value, cancellation) };
        return PageAnswer.Console<LinkGuideView>("How to prepare the account", guide, VendorAddresses.Above());
    }

    private static PageAnswer File(PageCall call, string name, Func<AccountId, string> text)
    {
        var account = AccountOf(call) ?? Anybody;
        return new PageAnswer.Download(name, "application/json; charset=utf-8", (writer, _) => writer.WriteAsync(text(account)));
    }
}

/// <summary>The guide, its policy filled in for an account.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Account">Null as long as none, or a wrong one, was typed.</param>
public sealed record LinkGuide(string Typed, string? Account, string Policy, bool Manages)
{
    /// <summary>Stands for the trust policy as long as nobody has said which account it is for.</summary>
    internal static RoleTrust NoTrust { get; } = new("THE-EXTERNAL-ID-OF-YOUR-ACCOUNT", null);

    public RoleTrust? Trust { get; init; }

    public System.Collections.Immutable.ImmutableArray<Problem> Problems { get; init; } = [];
}
