using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/aws-account</c>: ordering an AWS account, in steps to a review. vendor-integration.md 12, M-37.</summary>
internal sealed class CheckoutPages(Installation guildhall)
{
    private const string Here = "/store/aws-account";

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
        var ordered = await guildhall.AccountOrders.OrderAsync(ReachOf(call), wish, cancellation);
        return ordered.Refused
            ? await FormAsync(call, review: false, ordered.Problems, cancellation)
            : new PageAnswer.SeeOther("/store/orders/" + ordered.Value.Row.Id, Flash.Done("Ordered. You see here how far it is."));
    }

    private async ValueTask<PageAnswer> FormAsync(PageCall call, bool review, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var reach = ReachOf(call);
        var (wish, unread) = WishOf(call);
        var reviewed = await guildhall.AccountOrders.ReviewAsync(reach, wish, cancellation);
        if (review) problems = unread is null ? reviewed.Problems : [unread, .. reviewed.Problems];
        var checkout = new Checkout(await guildhall.AccountOrders.OrganizationsAsync(reach, cancellation), reviewed.Link, reach.Manages)
        {
            Typed = field => call.Text(field),
            Key = call.Text("client-key") is { Length: > 0 } key ? key : call.RequestId,
            Problems = [.. problems.Select(p => p with { Member = p.Member is { } member ? FieldOf(member) : null })],
            Review = review && problems.IsEmpty,
            NeedsApproval = reviewed.NeedsApproval,
        };
        return PageAnswer.Storefront<CheckoutView>("Order an AWS account", checkout, Above) with { Status = problems.IsEmpty ? StatusCodes.Status200OK : UiProblems.StatusOf(problems[0]) };
    }

    private OrderReach ReachOf(PageCall call) => OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);

    /// <summary>What was typed, and what of it cannot be read.</summary>
    private static (OrderWish Wish, Problem? Unread) WishOf(PageCall call)
    {
        var readable = decimal.TryParse(call.Text("budget"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var budget);
        var form = new AccountOrder
        {
            Name = call.Text("name"),
            Email = Given(call, "email"),
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
        _ => member.ToLowerInvariant(),
    };
}

/// <summary>The checkout with what was typed.</summary>
/// <param name="Chosen">Where the account is made; null while there is a choice.</param>
/// <param name="Manages">Whether organization, place and address may be chosen.</param>
public sealed record Checkout(IReadOnlyList<OrderableLink> Organizations, OrderableLink? Chosen, bool Manages)
{
    public required Func<string, string> Typed { get; init; }

    /// <summary>Makes sending the order twice harmless.</summary>
    public required string Key { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public bool Review { get; init; }

    /// <summary>Whether an approver has to agree before anything is done.</summary>
    public bool NeedsApproval { get; init; }

    public static ImmutableArray<(string Field, string Title)> Fields { get; } =
    [
        ("name", "Account name"), ("email", "Root e-mail"), ("parent", "Organizational unit"), ("company", "Company"), ("purpose", "Purpose"),
        ("cost-centre", "Cost centre"), ("budget", "Monthly budget"),
    ];
}
