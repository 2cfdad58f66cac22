using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/aws-account/existing</c>: inviting an AWS account that exists, in steps to a review. vendor-integration.md 12.4, M-37.</summary>
internal sealed class InvitationPages(Installation guildhall)
{
    private const string Here = "/store/aws-account/existing";

    private static readonly Crumb Above = new("AWS accounts", "/store/accounts");

    public void Map(PageRoutes pages)
    {
        pages.Get(Here, AccountOrders.Action, (call, cancellation) => FormAsync(call, review: false, [], cancellation));
        pages.Post(Here, AccountOrders.Action, async (call, cancellation) => call.Text("go") switch
        {
            "order" => await OrderAsync(call, cancellation),
            "review" => await FormAsync(call, review: true, [], cancellation),
            _ => await FormAsync(call, review: false, [], cancellation),
        });
    }

    private async ValueTask<PageAnswer> OrderAsync(PageCall call, CancellationToken cancellation)
    {
        var (wish, unread) = WishOf(call);
        if (unread is not null) return await FormAsync(call, review: true, [], cancellation);
        var ordered = await guildhall.AccountOrders.OrderAsync(OwnAccountPages.ReachOf(guildhall, call), wish, cancellation);
        return ordered.Refused
            ? await FormAsync(call, review: false, ordered.Problems, cancellation)
            : new PageAnswer.SeeOther("/store/orders/" + ordered.Value.Row.Id, Flash.Done("Ordered. AWS tells the owner of the account."));
    }

    private async ValueTask<PageAnswer> FormAsync(PageCall call, bool review, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var reach = OwnAccountPages.ReachOf(guildhall, call);
        var (wish, unread) = WishOf(call);
        var reviewed = await guildhall.AccountOrders.ReviewAsync(reach, wish, cancellation);
        if (review) problems = unread is null ? reviewed.Problems : [unread, .. reviewed.Problems];
        var checkout = new InvitationCheckout(await guildhall.AccountOrders.OrganizationsAsync(reach, cancellation), reviewed.Link, reach.Manages)
        {
            Typed = field => call.Text(field),
            Confirmed = call.Texts("confirm"),
            Target = wish.Form.Existing!.Target,
            Key = call.Text("client-key") is { Length: > 0 } key ? key : call.RequestId,
            Problems = [.. problems.Select(p => p with { Member = p.Member is { } member ? FieldOf(member) : null })],
            Review = review && problems.IsEmpty,
            NeedsApproval = reviewed.NeedsApproval,
        };
        return PageAnswer.Storefront<InvitationView>("Bring an AWS account", checkout, Above) with { Status = problems.IsEmpty ? StatusCodes.Status200OK : UiProblems.StatusOf(problems[0]) };
    }

    /// <summary>What was typed, and what of it cannot be read.</summary>
    private static (OrderWish Wish, Problem? Unread) WishOf(PageCall call)
    {
        var readable = decimal.TryParse(call.Text("budget"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var budget);
        var form = new AccountOrder
        {
            Name = call.Text("name"),
            Existing = InvitedAccount.Of(call.Text("existing"), call.Text("message"), InvitationCheckout.Confirmations.All(c => call.Texts("confirm").Contains(c.Value))),
            Parent = Given(call, "parent"),
            Company = Given(call, "company"),
            Purpose = Given(call, "purpose"),
            CostCentre = Given(call, "cost-centre"),
            Budget = readable ? budget : null,
        };
        var unread = readable || call.Text("budget").Length == 0 ? null : Problem.Malformed("A budget is a number such as 250 or 99.50.", nameof(AccountOrder.Budget));
        return (new OrderWish(form, Given(call, "organization"), Given(call, "client-key")), unread);
    }

    private static string? Given(PageCall call, string field) => call.Text(field) is { Length: > 0 } text ? text : null;

    private static string FieldOf(string member) => member switch
    {
        nameof(AccountOrder.CostCentre) => "cost-centre",
        nameof(OrderWish.ClientKey) => "client-key",
        nameof(InvitedAccount.Confirmed) => "confirm",
        _ => member.ToLowerInvariant(),
    };
}

/// <summary>The checkout of an account that exists, with what was typed.</summary>
/// <param name="Chosen">The organization it joins; null while there is a choice.</param>
/// <param name="Manages">Whether organization and place may be chosen.</param>
public sealed record InvitationCheckout(IReadOnlyList<OrderableLink> Organizations, OrderableLink? Chosen, bool Manages)
{
    public required Func<string, string> Typed { get; init; }

    /// <summary>The confirmations that were ticked.</summary>
    public required IReadOnlyList<string> Confirmed { get; init; }

    /// <summary>The account's id or address, as it is invited.</summary>
    public required string Target { get; init; }

    /// <summary>Makes sending the order twice harmless.</summary>
    public required string Key { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public bool Review { get; init; }

    /// <summary>Whether an approver has to agree before anything is done.</summary>
    public bool NeedsApproval { get; init; }

    public static ImmutableArray<(string Value, string Words)> Confirmations { get; } =
    [
        ("alone", "The account is in no other organization, or leaves it before it accepts"),
        ("payment", "The account has a payment method of its own"),
        ("history", "Bills up to now stay with the account's present payer"),
    ];

    public static ImmutableArray<(string Field, string Title)> Fields { get; } =
    [
        ("existing", "Account"), ("name", "Label"), ("message", "Message to the owner"), ("parent", "Organizational unit"), ("company", "Company"), ("purpose", "Purpose"),
        ("cost-centre", "Cost centre"), ("budget", "Monthly budget"),
    ];
}
