using Guildhall.App;
using Guildhall.App.Requests;
using Guildhall.Domain;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Storefront.Requests;

/// <summary><c>/requests</c>: what the account one acts for has asked for. private-marketplace.md 7.3, storefront-and-procurement.md D.4.</summary>
internal sealed class OwnRequestPages(Installation guildhall)
{
    private const string ListAction = "aws-marketplace:ListEntities";
    private static readonly Crumb Above = new("Your requests", "/requests");

    public void Map(PageRoutes pages)
    {
        new NewRequestPages(guildhall).Map(pages);
        pages.Get("/requests", ListAction, (call, _) => ValueTask.FromResult(List(call)));
        pages.Get("/requests.csv", ListAction, (call, _) => ValueTask.FromResult(Csv(call)));
        pages.Get("/requests/{id}", null, (call, _) => ValueTask.FromResult(Show(call)));
        pages.Get("/requests/{id}/cancel", null, (call, _) => ValueTask.FromResult(AskCancel(call)));
        pages.Post("/requests/{id}/cancel", null, CancelAsync);
    }

    private PageAnswer List(PageCall call)
    {
        var query = QueryOf(call);
        var filter = FilterOf(query);
        var page = guildhall.Requests.List(call.Caller, filter);
        if (page.Refused) return new PageAnswer.Refused(page.Problems);
        return PageAnswer.Storefront<OwnRequestsView>("Your requests", new OwnRequests(query, filter.Status, page.Value));
    }

    private PageAnswer Csv(PageCall call)
    {
        var all = guildhall.Requests.List(call.Caller, FilterOf(QueryOf(call)) with { After = null, Before = null, Take = int.MaxValue });
        if (all.Refused) return new PageAnswer.Refused(all.Problems);
        return CsvFile.Of(
            "requests",
            ["Id", "Products", "Product ids", "State", "Asked", "Expires", "Reason", "Purchase order number", "Answered", "Answer"],
            all.Value.Requests.Select(r => (IReadOnlyList<object?>)
            [
                r.Id.Value, RequestWords.Titles(r), string.Join(' ', r.Products.Select(p => p.Id.Value)), r.Status, r.Created, r.Expires, r.Reason, r.PurchaseOrderNumber, r.Decision?.Date, r.Decision?.Note,
            ]));
    }

    private PageAnswer Show(PageCall call)
    {
        var request = Own(call);
        return request.Refused ? new PageAnswer.Refused(request.Problems) : PageAnswer.Storefront<OwnRequestView>(RequestWords.Titles(request.Value), new OwnRequest(request.Value, Asked: false), Above);
    }

    private PageAnswer AskCancel(PageCall call)
    {
        var request = Own(call);
        if (request.Refused) return new PageAnswer.Refused(request.Problems);
        if (!request.Value.Pending) return new PageAnswer.SeeOther("/requests/" + request.Value.Id, Flash.Problem($"It is {request.Value.Status.ToString().ToLowerInvariant()} already."));
        return PageAnswer.Storefront<OwnRequestView>("Cancel request", new OwnRequest(request.Value, Asked: true), Above, new Crumb(RequestWords.Titles(request.Value), "/requests/" + request.Value.Id));
    }

    private async ValueTask<PageAnswer> CancelAsync(PageCall call, CancellationToken cancellation)
    {
        var request = Own(call);
        if (request.Refused) return new PageAnswer.Refused(request.Problems);
        var end = await new RunningChange(guildhall).RunAsync(call, "Cancel request", [RequestDrafts.Cancel(request.Value.Id.Value)], cancellation);
        var back = "/requests/" + request.Value.Id;
        return end is ChangeEnd.Running ? new PageAnswer.SeeOther(back, new Flash(FlashKind.Information, "It is being cancelled.")) : RunningChange.Answer(end, back, "Cancelled.");
    }

    /// <summary>The request of the route when it is the account's own; an administrator sees others' in the console.</summary>
    private Result<ProductRequest> Own(PageCall call)
    {
        var request = guildhall.Requests.Find(call.Caller, call.Route("id"));
        return request.Refused || request.Value.Requester == call.Caller.Account ? request : Problem.NotFound("There is no request of this id of your account.");
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "asked", down: true, ["state"]);

    private static RequestFilter FilterOf(ListQuery query) => RequestWords.FilterOf(query) with { Own = true, Status = RequestWords.StatusOf(query.Value("state")) };
}

/// <summary>A page of the account's requests in one state, or in any.</summary>
public sealed record OwnRequests(ListQuery Query, RequestStatus? Status, RequestPage Page);

/// <summary>One of them.</summary>
/// <param name="Asked">Whether the page asks if it should be cancelled.</param>
public sealed record OwnRequest(ProductRequest Request, bool Asked);
