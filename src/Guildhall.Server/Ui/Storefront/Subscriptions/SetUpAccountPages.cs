using Guildhall.App;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Subscriptions;

/// <summary>
/// <c>/subscriptions/ID/set-up</c>: to the page of a SaaS product's seller, with a token by which the product asks who bought it. As AWS does it, the buyer's browser posts the token to
/// the address that the catalogue has. storefront-and-procurement.md C, D.3.
/// </summary>
internal sealed class SetUpAccountPages(Installation guildhall)
{
    /// <summary>What one's policies must allow: who is let in there is the account's buyer for the seller.</summary>
    internal const string Action = "aws-marketplace:Subscribe";

    private readonly SubscriptionDoor _door = new(guildhall);

    public void Map(PageRoutes pages) => pages.Get("/subscriptions/{id}/set-up", Action, (call, cancellation) =>
        _door.OpenAsync(call, scene => ValueTask.FromResult(Show(call, scene)), cancellation));

    private PageAnswer Show(PageCall call, SubscriptionScene scene)
    {
        if (scene.SetUpAt is not { } address) return new PageAnswer.SeeOther(scene.Path, Flash.Problem("There is nothing to set up now."));
        var token = guildhall.RegistrationTokens.Issue(scene.Agreement.Id, call.Now);
        return PageAnswer.Storefront<SetUpAccountView>("Set up your account", new AccountSetUp(scene, address, token), SubscriptionDoor.Above, SubscriptionDoor.Of(scene)) with { FormsGoTo = address };
    }
}

/// <summary>The way to a seller's page.</summary>
/// <param name="Token">Good for half an hour.</param>
public sealed record AccountSetUp(SubscriptionScene Of, Uri Address, string Token);
