using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary>Ordering an AWS account, in steps to a review: what the checkouts of a new account and of one that exists have in common. vendor-integration.md 12, M-37.</summary>
/// <param name="here">The form's address.</param>
/// <param name="done">What is said when it is ordered.</param>
/// <param name="own">The order with what this checkout alone asks for.</param>
internal sealed class CheckoutForm<TView>(Installation guildhall, string here, string title, string done, Func<PageCall, AccountOrder, AccountOrder> own)
    where TView : IComponent
{
    private static readonly Crumb Above = new("AWS accounts", "/store/accounts");

    public void Map(PageRoutes pages)
    {
        pages.Get(here, AccountOrders.Action, (call, cancellation) => FormAsync(call, review: false, [], cancellation));
        pages.Post(here, AccountOrders.Action, async (call, cancellation) => call.Text("go") switch
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
        var ordered = await guildhall.AccountOrders.OrderAsync(call.ReachIn(guildhall), wish, cancellation);
        return ordered.Refused
            ? await FormAsync(call, review: false, ordered.Problems, cancellation)
            : new PageAnswer.SeeOther("/store/orders/" + ordered.Value.Row.Id, Flash.Done(done));
    }

    private async ValueTask<PageAnswer> FormAsync(PageCall call, bool review, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var reach = call.ReachIn(guildhall);
        var offered = await guildhall.AccountProducts.ReadAsync(cancellation);
        if (ProductRules.Refusal(offered.Product, reach.Manages) is { } refusal) return new PageAnswer.Refused(refusal);
        var (wish, unread) = WishOf(call);
        var reviewed = await guildhall.AccountOrders.ReviewAsync(reach, wish, cancellation);
        if (review) problems = unread is null ? reviewed.Problems : [unread, .. reviewed.Problems];
        var checkout = new Checkout(await guildhall.AccountOrders.OrganizationsAsync(reach, offered.Product, cancellation), reviewed.Link, reach.Manages)
        {
            Offered = offered,
            Typed = field => call.Text(field),
            Confirmed = call.Texts("confirm"),
            Key = call.Given("client-key") ?? call.RequestId,
            Review = review && problems.IsEmpty,
            NeedsApproval = reviewed.NeedsApproval,
        };
        checkout = checkout with { Problems = [.. problems.Select(p => p with { Member = p.Member is { } member && FieldOf(member) is var field && checkout.Has(field) ? field : null })] };
        return PageAnswer.Storefront<TView>(title, checkout, Above) with { Status = UiProblems.StatusOf(problems) };
    }

    /// <summary>What was typed, and what of it cannot be read.</summary>
    private (OrderWish Wish, Problem? Unread) WishOf(PageCall call)
    {
        var budget = AccountLabels.ReadBudget(call.Text("budget"));
        var form = new AccountOrder
        {
            Name = call.Text("name"),
            Parent = call.Given("parent"),
            Company = call.Given("company"),
            Purpose = call.Given("purpose"),
            CostCentre = call.Given("cost-centre"),
            Budget = budget.Refused ? null : budget.Value,
        };
        // What is ordered is what was reviewed; until then nothing but a choice is one.
        var organization = call.Text("go") == "order" ? call.Given("chosen") ?? call.Given("organization") : call.Given("organization");
        return (new OrderWish(own(call, form), organization, call.Given("client-key")) { Fields = FieldsOf(call), TermsAccepted = call.Text("terms") == "accepted", FormSeen = call.Given("form") }, budget.Refused ? budget.Problems[0] : null);
    }

    private static Dictionary<string, string> FieldsOf(PageCall call) => call.Form.Keys
        .Where(name => name.StartsWith(Checkout.FieldPrefix, StringComparison.Ordinal) && call.Text(name).Length > 0)
        .ToDictionary(name => name[Checkout.FieldPrefix.Length..], call.Text, StringComparer.Ordinal);

    private static string FieldOf(string member) => member switch
    {
        _ when member.StartsWith(ProductAnswer.MemberOf(""), StringComparison.Ordinal) => Checkout.FieldPrefix + member[ProductAnswer.MemberOf("").Length..],
        nameof(AccountOrder.CostCentre) => "cost-centre",
        nameof(OrderWish.ClientKey) => "client-key",
        nameof(OrderWish.TermsAccepted) => "terms",
        nameof(InvitedAccount.Confirmed) => "confirm",
        _ => member.ToLowerInvariant(),
    };
}
