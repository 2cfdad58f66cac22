using Guildhall.App;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/aws-account</c>: ordering a new AWS account. vendor-integration.md 12.3, M-37.</summary>
internal sealed class CheckoutPages(Installation guildhall)
{
    public void Map(PageRoutes pages) =>
        new CheckoutForm<CheckoutView>(guildhall, "/store/aws-account", "Order an AWS account", "Ordered. You see here how far it is.", Own).Map(pages);

    private static AccountOrder Own(PageCall call, AccountOrder form) => form with { Email = call.Given("email"), Alias = call.Given("alias"), Contact = ContactFields.In(call.Text) };
}
