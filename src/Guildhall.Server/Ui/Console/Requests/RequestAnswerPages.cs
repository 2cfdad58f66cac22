using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Requests;
using Guildhall.Domain;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Requests;

/// <summary>Answering requests, one or many: what would happen, then the answer. private-marketplace.md 4.15, 5.6; M-22, M-23.</summary>
internal sealed class RequestAnswerPages(Installation guildhall)
{
    private static readonly Crumb Above = new("Approval requests", "/console/requests");

    public void Map(PageRoutes pages)
    {
        pages.Post("/console/requests/review", null, (call, cancellation) => ReviewAsync(call, [], cancellation));
        pages.Post("/console/requests/answer", null, AnswerAsync);
    }

    private async ValueTask<PageAnswer> ReviewAsync(PageCall call, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var read = Asked(call);
        if (read.Refused) return new PageAnswer.Refused(read.Problems);
        var asked = read.Value;
        if (RefusalOf(asked) is { } unfit) return unfit;
        var pending = asked.Requests.Where(r => r.Pending).ToImmutableArray();
        if (pending.IsEmpty) return new PageAnswer.SeeOther(asked.Back, Flash.Problem(asked.Requests.Length == 1 ? "It has been answered already." : "They have been answered already."));
        var review = new RequestReview(asked.Approve, pending, asked.Requests.Length - pending.Length, asked.Back, await EffectAsync(call, asked, pending, cancellation), [.. pending.Select(r => RequestAid.Of(call.Tenant!, r))]) { Note = Note(call), Block = asked.Block, Problems = problems };
        return PageAnswer.Console<RequestReviewView>(review.Title, review, Above) with { Status = problems.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
    }

    private async ValueTask<PageAnswer> AnswerAsync(PageCall call, CancellationToken cancellation)
    {
        var read = Asked(call);
        if (read.Refused) return new PageAnswer.Refused(read.Problems);
        var asked = read.Value;
        if (RefusalOf(asked) is { } unfit) return unfit;
        if (!asked.Approve && Note(call).Length == 0) return await ReviewAsync(call, [Problem.Malformed("Say why: whoever asked reads it.", "note")], cancellation);
        List<AnsweredRequest> answered = [];
        foreach (var set in RequestSets.Of(asked.Requests)) answered.AddRange(await AnswerAsync(call, asked, set, cancellation));
        if (answered.TrueForAll(a => a.Problems.IsEmpty && a.Running is null))
            return new PageAnswer.SeeOther(asked.Back, Flash.Done($"{(asked.Approve ? "Added to Private Marketplace" : "Declined")}: {(answered.Count == 1 ? RequestWords.Titles(answered[0].Request) : $"{answered.Count:N0} requests")}."));
        return PageAnswer.Console<RequestResultView>("Result", new RequestResult(asked.Approve, [.. answered], asked.Back), Above);
    }

    private async Task<IEnumerable<AnsweredRequest>> AnswerAsync(PageCall call, AskedAnswer asked, ImmutableArray<ProductRequest> set, CancellationToken cancellation)
    {
        var changes = set.Select(r => Change(asked, r, Note(call))).ToList();
        // The first request's random part keeps the keys of several sets of one form apart.
        var end = await new RunningChange(guildhall).RunAsync(call, asked.Approve ? "Approve requests" : "Decline requests", changes, cancellation, "-" + set[0].Id.Value.Split('-')[^1]);
        var wanted = asked.Approve ? RequestStatus.Approved : RequestStatus.Declined;
        return set.Select(request => end switch
        {
            ChangeEnd.Running running => new AnsweredRequest(request, [], running.Id),
            ChangeEnd.Refused refused when Now(call, request).Status != wanted => new AnsweredRequest(request, RequestWords.Of(refused.Problems, guildhall.Marketplaces.Catalogue, call.Caller.Account), null),
            _ => new AnsweredRequest(Now(call, request), [], null),
        });
    }

    private ProductRequest Now(PageCall call, ProductRequest request) => guildhall.Requests.Find(call.Caller, request.Id.Value) is { Refused: false } now ? now.Value : request;

    /// <summary>The effect of all of them on accounts, a set's worth after another.</summary>
    private async Task<Result<Preview>> EffectAsync(PageCall call, AskedAnswer asked, ImmutableArray<ProductRequest> requests, CancellationToken cancellation)
    {
        var sets = RequestSets.Covering(requests).Chunk(RequestDrafts.PerSet).Select(part => new ChangeSetDraft([.. part.Select(r => Change(asked, r, null))]));
        var preview = await guildhall.Previews.OfAllAsync(call.Caller, [.. sets], cancellation);
        return preview.Refused ? RequestWords.Of(preview.Problems, guildhall.Marketplaces.Catalogue, call.Caller.Account) : preview;
    }

    private static ChangeDraft Change(AskedAnswer asked, ProductRequest request, string? note) =>
        asked.Approve ? RequestDrafts.Approve(request.Id.Value, note) : RequestDrafts.Decline(request.Id.Value, note, asked.Block);

    private Result<AskedAnswer> Asked(PageCall call)
    {
        var tenant = RequestDoor.TenantOf(call);
        if (tenant.Refused) return tenant.Problems;
        if (call.Text("act") is not ("approve" or "decline")) return Problem.Malformed("Choose Add to Private Marketplace or Decline.");
        var ticks = Ticks.Of(call.Texts("request"));
        List<Result<ProductRequest>> found = ticks.Refusal is null ? [.. ticks.Ids.Select(id => guildhall.Requests.Find(call.Caller, id))] : [];
        ImmutableArray<Problem> problems = [.. found.SelectMany(r => r.Problems)];
        if (!problems.IsEmpty) return problems;
        var back = call.Text("back");
        return new AskedAnswer(ticks, call.Text("act") == "approve", [.. found.Select(r => r.Value)], back.Length > 0 ? LocalAddress.Of(back) : "/console/requests", call.Text("block").Length > 0);
    }

    private static PageAnswer.SeeOther? RefusalOf(AskedAnswer asked) => asked.Ticks.RefusalFor(asked.Back, "request");

    /// <summary>Browsers send a line's end as two characters and count it as one.</summary>
    private static string Note(PageCall call) => call.Text("note").ReplaceLineEndings("\n");

    /// <param name="Requests">Those that are ticked; none when these are too many.</param>
    private sealed record AskedAnswer(Ticks Ticks, bool Approve, ImmutableArray<ProductRequest> Requests, string Back, bool Block);
}

/// <summary>What is asked before requests are answered.</summary>
/// <param name="Aids">What helps to answer each of them, in their order.</param>
/// <param name="Ended">How many of those ticked have been answered meanwhile.</param>
public sealed record RequestReview(bool Approve, ImmutableArray<ProductRequest> Requests, int Ended, string Back, Result<Preview> Preview, ImmutableArray<RequestAid> Aids)
{
    public string Title => Approve ? "Add to Private Marketplace" : Requests.Length == 1 ? "Decline request" : "Decline requests";

    public string Note { get; init; } = "";

    /// <summary>The list as it was, for whoever does not want it after all.</summary>
    public string Ticked => Ticks.Of(Requests.Select(r => r.Id.Value)).Fitting.In(Back);

    public bool Block { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>What became of each request, when not all went as asked.</summary>
public sealed record RequestResult(bool Approve, ImmutableArray<AnsweredRequest> Requests, string Back);

/// <summary>One of them: done when there are no problems and nothing is running.</summary>
public sealed record AnsweredRequest(ProductRequest Request, ImmutableArray<Problem> Problems, ChangeSetId? Running);
