using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.App.Store.Rows;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Subscriptions;

/// <summary>Finds the agreement that an address names, when it is one of the account one acts for; every other one is not there.</summary>
internal sealed class SubscriptionDoor(Installation guildhall)
{
    /// <summary>Charges that a page shows.</summary>
    private const int MostCharges = 200;

    public static Crumb Above { get; } = new("Your subscriptions", "/subscriptions");

    public static Crumb Of(SubscriptionScene scene) => new(scene.Subscription.Title, scene.Path);

    /// <summary>What <paramref name="handler"/> answers for the agreement; or that there is none.</summary>
    public async ValueTask<PageAnswer> OpenAsync(PageCall call, Func<SubscriptionScene, ValueTask<PageAnswer>> handler, CancellationToken cancellation)
    {
        var scene = await FindAsync(call, cancellation);
        return scene.Refused ? new PageAnswer.Refused(scene.Problems) : await handler(scene.Value);
    }

    private async Task<Result<SubscriptionScene>> FindAsync(PageCall call, CancellationToken cancellation)
    {
        var id = call.Route("id");
        var agreement = await guildhall.AgreementQueries.FindAsync(call.Caller, "DescribeAgreement", id, cancellation);
        if (agreement.Refused) return agreement.Problems[0].Kind == ProblemKind.Malformed ? AgreementProblems.NotFound("Agreement", id) : agreement.Problems;
        if (agreement.Value.Acceptor != call.Caller.Account) return AgreementProblems.NotFound("Agreement", id);
        var charges = call.May("aws-marketplace:ListAgreementCharges") ? await guildhall.AgreementQueries.ChargesAsync(call.Caller, id, MostCharges, null, cancellation) : (Result<App.Lists.Page<ChargeRow>>?)null;
        return new SubscriptionScene(await guildhall.AgreementListing.NameAsync(call.Caller, agreement.Value, cancellation), await guildhall.ProductSheets.FindBoughtAsync(call.Caller.Account, agreement.Value.Product, cancellation))
        {
            Charges = charges is { Refused: false } known ? [.. known.Value.Items] : [],
            MoreCharges = charges is { Refused: false } page && page.Value.NextToken is not null,
            Uncancellable = Cancelling.Check(agreement.Value.Status, agreement.Value.Prepaid, agreement.Value.Accepted, call.Now, guildhall.Options.CancellationWindow),
        };
    }
}

/// <summary>A subscription for whoever bought it.</summary>
/// <param name="Sheet">Null where the catalogue has the product no more.</param>
public sealed record SubscriptionScene(Subscription Subscription, ProductSheet? Sheet)
{
    public Agreement Agreement => Subscription.Agreement;

    public string Path => $"/subscriptions/{Agreement.Id}";

    public ImmutableArray<ChargeRow> Charges { get; init; } = [];

    public bool MoreCharges { get; init; }

    /// <summary>Why it cannot be cancelled; null when it can.</summary>
    public Problem? Uncancellable { get; init; }

    public ImmutableArray<PriceDimension> Dimensions => Sheet?.Dimensions ?? [];

    public bool IsActive => Agreement.Status == AgreementStatus.Active;

    /// <summary>Where a SaaS product takes new buyers; null for others, for what has ended or is not there yet, and for an address that is none.</summary>
    public Uri? SetUpAt => IsActive && Agreement.Entitlement == EntitlementStatus.Provisioned
        ? Sheet?.Delivery.Where(d => d.Type == "SAAS").Select(d => AddressOf(d.Url)).FirstOrDefault(address => address is not null)
        : null;

    /// <summary>What can be amended.</summary>
    public AmendForm? Amendable => IsActive ? AmendForm.Of(Agreement) : null;

    private static Uri? AddressOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;
}
