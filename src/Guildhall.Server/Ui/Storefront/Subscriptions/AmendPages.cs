using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Storefront.Buying;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Server.Ui.Storefront.Subscriptions;

/// <summary><c>/subscriptions/ID/change</c>: other quantities, or renewal on or off; the difference is reviewed first. storefront-and-procurement.md B.4, D.5.</summary>
internal sealed class AmendPages(Installation guildhall)
{
    private readonly SubscriptionDoor _door = new(guildhall);

    public void Map(PageRoutes pages)
    {
        pages.Get("/subscriptions/{id}/change", PurchaseOptions.Action, (call, cancellation) => _door.OpenAsync(call, scene => ValueTask.FromResult(Ask(scene, null, [])), cancellation));
        pages.Post("/subscriptions/{id}/change", PurchaseOptions.Action, (call, cancellation) => _door.OpenAsync(
            call,
            scene => call.Text("go") switch
            {
                "review" => ReviewAsync(call, scene, expired: false, cancellation),
                "change" => ChangeAsync(call, scene, cancellation),
                _ => ValueTask.FromResult(Ask(scene, call.Text, [])),
            },
            cancellation));
    }

    /// <param name="typed">Null for what is agreed on now.</param>
    private static PageAnswer Ask(SubscriptionScene scene, Func<string, string>? typed, ImmutableArray<Problem> problems)
    {
        if (scene.Amendable is not { } form) return new PageAnswer.SeeOther(scene.Path, Flash.Problem("Nothing of this agreement can be changed."));
        var before = form.Before();
        return Page<AmendView>(scene, new AmendScene(scene, form, typed ?? (field => before.GetValueOrDefault(field, "")), problems)) with { Status = UiProblems.StatusOf(problems) };
    }

    private static PageAnswer.View Page<T>(SubscriptionScene scene, AmendScene model)
        where T : IComponent => PageAnswer.Storefront<T>("Change subscription", model, SubscriptionDoor.Above, SubscriptionDoor.Of(scene));

    private async ValueTask<PageAnswer> ReviewAsync(PageCall call, SubscriptionScene scene, bool expired, CancellationToken cancellation)
    {
        if (scene.Amendable is not { } form) return Ask(scene, null, []);
        var terms = form.Request(call.Text, scene.Dimensions);
        if (terms.Refused) return Ask(scene, call.Text, terms.Problems);
        var quote = await guildhall.Agreements.QuoteAsync(call.Caller, new QuoteRequest(Intent.Amend, terms.Value) { Source = scene.Agreement.Id }, call.RequestId, cancellation);
        return quote.Refused ? Refused(call, scene, quote.Problems) : Page<AmendReviewView>(scene, new AmendScene(scene, form, call.Text, []) { Quote = quote.Value, Expired = expired });
    }

    private async ValueTask<PageAnswer> ChangeAsync(PageCall call, SubscriptionScene scene, CancellationToken cancellation)
    {
        var accepted = await guildhall.Agreements.AcceptAsync(call.Caller, call.Text("quote"), [], call.RequestId, cancellation);
        if (!accepted.Refused) return new PageAnswer.SeeOther(scene.Path, Flash.Done("Changed."));
        return AgreementProblems.IsOfLapsedQuote(accepted.Problems) ? await ReviewAsync(call, scene, expired: true, cancellation) : Refused(call, scene, accepted.Problems);
    }

    private static PageAnswer Refused(PageCall call, SubscriptionScene scene, ImmutableArray<Problem> problems) => Ask(scene, call.Text, [.. problems.Select(p => p with { Member = null })]);
}

/// <summary>A change of an agreement.</summary>
public sealed record AmendScene(SubscriptionScene Of, AmendForm Form, Func<string, string> Typed, ImmutableArray<Problem> Problems)
{
    /// <summary>What is reviewed; null while one chooses.</summary>
    public Quote? Quote { get; init; }

    /// <summary>Whether the quote that was accepted had expired, so that this is another one.</summary>
    public bool Expired { get; init; }
}
