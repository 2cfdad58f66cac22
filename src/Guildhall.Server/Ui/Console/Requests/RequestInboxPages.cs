using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Requests;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Requests;

/// <summary><c>/console/requests</c>: the inbox over all experiences. private-marketplace.md 5.6, 7.1; M-22.</summary>
internal sealed class RequestInboxPages(Installation guildhall)
{
    private const string ListAction = "aws-marketplace:ListEntities";
    private static readonly Crumb Above = new("Approval requests", "/console/requests");

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/requests", ListAction, (call, _) => ValueTask.FromResult(List(call)));
        pages.Get("/console/requests.csv", ListAction, (call, _) => ValueTask.FromResult(Csv(call)));
        pages.Get("/console/requests/{id}", null, ShowAsync);
        new RequestAnswerPages(guildhall).Map(pages);
    }

    private PageAnswer List(PageCall call)
    {
        var tenant = RequestDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var query = QueryOf(call);
        var filter = FilterOf(query);
        var page = guildhall.Requests.List(call.Caller, filter);
        if (page.Refused) return new PageAnswer.Refused(page.Problems);
        var experiences = tenant.Value.Marketplace.Experiences.Values.OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Id.Value, StringComparer.Ordinal);
        return PageAnswer.Console<RequestInboxView>("Approval requests", new RequestInbox(query, filter.Status, filter.Experience, [.. experiences], page.Value) { Ticks = Ticks.Of(call), Costs = filter.Status == RequestStatus.Pending ? RequestSpend.Of(guildhall, call, page.Value.Requests) : null });
    }

    private PageAnswer Csv(PageCall call)
    {
        var tenant = RequestDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var all = guildhall.Requests.List(call.Caller, FilterOf(QueryOf(call)) with { After = null, Before = null, Take = int.MaxValue });
        if (all.Refused) return new PageAnswer.Refused(all.Problems);
        return CsvFile.Of(
            "approval-requests",
            ["Id", "Products", "Product ids", "Experience", "Account", "Requested by", "State", "Asked", "Expires", "Reason", "Purchase order number", "Answered", "Answered by", "Note"],
            all.Value.Requests.Select(r => (IReadOnlyList<object?>)
            [
                r.Id.Value, RequestWords.Titles(r), string.Join(' ', r.Products.Select(p => p.Id.Value)), tenant.Value.Marketplace.FindExperience(r.Experience)?.Name, r.Requester.Value, r.RequesterArn,
                r.Status, r.Created, r.Expires, r.Reason, r.PurchaseOrderNumber, r.Decision?.Date, r.Decision?.ByArn, r.Decision?.Note,
            ]));
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var tenant = RequestDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var found = guildhall.Requests.Find(call.Caller, call.Route("id"));
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        Result<Preview>? effect = found.Value.Pending ? await guildhall.Previews.OfAsync(call.Caller, new ChangeSetDraft([RequestDrafts.Approve(found.Value.Id.Value, null)]), cancellation) : default(Result<Preview>?);
        return PageAnswer.Console<RequestDetailView>(RequestWords.Titles(found.Value), RequestDetail.Of(tenant.Value, found.Value, effect) with { Spend = RequestSpend.Of(guildhall, call, found.Value) }, Above);
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "asked", down: true, ["state", "experience"]);

    /// <summary>Pending ones unless another state is asked for; <c>all</c> for every state.</summary>
    private static RequestFilter FilterOf(ListQuery query) => RequestWords.FilterOf(query) with
    {
        Status = query.Value("state") is { Length: > 0 } state ? RequestWords.StatusOf(state) : RequestStatus.Pending,
        Experience = query.Value("experience") is { Length: > 0 } experience ? new EntityId(experience) : null,
    };
}

/// <summary>Who answers requests: the accounts that administer the private marketplace; what their people may is asked of their policies.</summary>
internal static class RequestDoor
{
    private static readonly Problem NotYours = Problem.Forbidden("Requests are answered from the management account or from a delegated administrator's.");

    public static Result<TenantView> TenantOf(PageCall call) =>
        call.Administered(NotYours);
}

/// <summary>A page of the inbox.</summary>
/// <param name="Status">Null for every state.</param>
/// <param name="Experience">Null for all of them.</param>
public sealed record RequestInbox(ListQuery Query, RequestStatus? Status, EntityId? Experience, ImmutableArray<Experience> Experiences, RequestPage Page)
{
    /// <summary>What is ticked of the pending ones, on whichever page of them.</summary>
    public Ticks Ticks { get; init; } = Ticks.None;

    /// <summary>What the products of each pending request have cost the organization already; null for whom does not see its spend, and while it is being read.</summary>
    public ImmutableDictionary<EntityId, string>? Costs { get; init; }

    /// <summary>Where one comes back to, without ticks: the first page, because those before a cursor may be answered by then.</summary>
    public string Here => Query.SkipUrl(0);
}

/// <summary>One request with what helps to answer it.</summary>
/// <param name="Governing">The experience that the request is for.</param>
/// <param name="Others">Other pending requests for the same products in the same experience.</param>
/// <param name="Effect">What approving it would do; null when it has been answered.</param>
public sealed record RequestDetail(ProductRequest Request, Experience Governing, RequestAid Aid, ImmutableArray<ProductRequest> Others, Result<Preview>? Effect)
{
    /// <summary>What the products have cost the organization already; null for whom does not see its spend.</summary>
    public SpendPart<ImmutableDictionary<ProductId, ProductSpend>>? Spend { get; init; }

    internal static RequestDetail Of(TenantView tenant, ProductRequest request, Result<Preview>? effect)
    {
        var marketplace = tenant.Marketplace;
        var others = request.Products.SelectMany(p => marketplace.OpenRequests.GetValueOrDefault(p.Id, [])).Distinct().Where(id => id != request.Id).Select(id => marketplace.Requests[id]);
        return new RequestDetail(
            request,
            marketplace.GetExperience(request.Experience),
            RequestAid.Of(tenant, request),
            [.. others.Where(r => r.Experience == request.Experience).OrderBy(r => r.Created)],
            effect);
    }
}
