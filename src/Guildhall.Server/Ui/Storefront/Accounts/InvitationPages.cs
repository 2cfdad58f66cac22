using Guildhall.App;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/aws-account/existing</c>: inviting an AWS account that exists. vendor-integration.md 12.4, M-37.</summary>
internal sealed class InvitationPages(Installation guildhall)
{
    public void Map(PageRoutes pages) =>
        new CheckoutForm<InvitationView>(guildhall, "/store/aws-account/existing", "Bring an AWS account", "Ordered. AWS tells the owner of the account.", Own).Map(pages);

    private static AccountOrder Own(PageCall call, AccountOrder form) => form with
    {
        Existing = InvitedAccount.Of(call.Text("existing"), call.Text("message"), InvitationView.Confirmations.All(c => call.Texts("confirm").Contains(c.Value))),
    };
}
