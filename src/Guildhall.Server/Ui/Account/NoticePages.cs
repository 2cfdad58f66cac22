using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Notices;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Exits;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Account;

/// <summary><c>/notifications</c>: what happened, for the person who looks. design/ui.md 3.</summary>
internal sealed class NoticePages(Installation guildhall)
{
    public const string Path = "/notifications";

    public void Map(PageRoutes pages)
    {
        pages.Get(Path, null, ListAsync);
        pages.Post(Path + "/read", null, ReadAsync);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call);
        var page = await guildhall.Notices.ListAsync(call.Person, call.Caller, query.Skip, ListQuery.PageSize, cancellation);
        return PageAnswer.Storefront<NoticesView>("Notifications", new NoticeList(query, page, call.Administers, call.May(BillingReach.Read)));
    }

    private async ValueTask<PageAnswer> ReadAsync(PageCall call, CancellationToken cancellation)
    {
        if (!long.TryParse(call.Given("up-to") ?? call.Text("one"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return new PageAnswer.Refused(Problem.Malformed("This says nothing of what was read."));
        if (call.Given("up-to") is not null) await guildhall.Notices.ReadUpToAsync(call.Person, call.Caller, sequence, cancellation);
        else if (!await guildhall.Notices.ReadAsync(call.Person, call.Caller, sequence, cancellation)) return new PageAnswer.Refused(Problem.NotFound("There is no such notification."));
        return new PageAnswer.SeeOther(Path);
    }
}

/// <summary>What happened, for the person who looks.</summary>
/// <param name="Administers">Whether requests and change sets are shown in the console.</param>
/// <param name="ReadsSpend">Whether planned exits are shown.</param>
public sealed record NoticeList(ListQuery Query, NoticePage Page, bool Administers, bool ReadsSpend)
{
    public string? UrlOf(Notice notice) => notice.Subject switch
    {
        null => null,
        { } request when request.StartsWith("prodprocreq-", StringComparison.Ordinal) => (Administers ? "/console/requests/" : "/requests/") + request,
        { } exit when exit.StartsWith("exit-", StringComparison.Ordinal) => ReadsSpend ? ExitAddresses.Of(exit) : null,
        { } set => Administers ? "/console/change-sets/" + set : null,
    };
}
