using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>The link of an address, when the caller sees it.</summary>
internal static class LinkDoor
{
    private static readonly PageAnswer.Refused Missing = new(Problem.NotFound("There is no such organization."));

    public static PageHandler On(Installation guildhall, Func<PageCall, LinkDetail, CancellationToken, ValueTask<PageAnswer>> handler) => async (call, cancellation) =>
        await guildhall.Links.ShowAsync(call.Caller, call.Route("id"), cancellation) is { } detail ? await handler(call, detail, cancellation) : Missing;

    /// <summary>The version that the form was made from; null when it does not say.</summary>
    public static long? VersionIn(PageCall call) => long.TryParse(call.Text("version"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null;

    public static Crumb CrumbOf(LinkedOrganization link) => new(link.Name, VendorAddresses.Of(link.Id));
}
