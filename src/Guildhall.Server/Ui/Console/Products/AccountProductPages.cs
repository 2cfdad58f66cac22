using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Products;

/// <summary><c>/admin/settings/aws-account</c>: the product <i>AWS account</i>, for marketplace managers. vendor-integration.md 11.</summary>
internal sealed class AccountProductPages(Installation guildhall)
{
    public const string Address = VendorAddresses.Settings + "/aws-account";

    private static readonly Problem NotYours = Problem.Forbidden("The product is the marketplace manager's.");

    public void Map(PageRoutes pages)
    {
        pages.Get(Address, LinkReach.Manage, On(async (_, cancellation) => Ask(await SceneAsync(cancellation), null)));
        pages.Post(Address, LinkReach.Manage, On(SaveAsync));
        pages.Post(Address + "/publish", LinkReach.Manage, On((call, cancellation) => SetAsync(call, published: true, "It is for sale.", cancellation)));
        pages.Post(Address + "/withdraw", LinkReach.Manage, On((call, cancellation) => SetAsync(call, published: false, "It is a draft: buyers do not see it any more.", cancellation)));
    }

    private PageHandler On(Func<PageCall, CancellationToken, Task<PageAnswer>> handler) => async (call, cancellation) =>
        call.ReachIn(guildhall).Everything ? await handler(call, cancellation) : new PageAnswer.Refused(NotYours);

    private async Task<PageAnswer> SaveAsync(PageCall call, CancellationToken cancellation)
    {
        var scene = await SceneAsync(cancellation);
        var typed = ProductForm.In(call);
        if (call.Text("go") == "more") return Ask(scene, typed with { Rows = [.. typed.Rows, new FieldRow()] });
        var read = typed.Read();
        if (read.Refused) return Ask(scene, typed with { Problems = read.Problems });
        var changed = await guildhall.AccountProducts.ChangeAsync(call.ReachIn(guildhall), now => read.Value with { Published = now.Published }, LinkDoor.VersionIn(call), cancellation);
        if (!changed.Refused) return new PageAnswer.SeeOther(Address, Flash.Done("Saved. It counts for orders from now on."));
        scene = await SceneAsync(cancellation);
        return Ask(scene, typed with { Problems = [.. changed.Problems.Select(ProductForm.OnPage)], Changes = LinkChanges.Since(call, scene.Offered.Version, scene.Offered.UpdatedBy, scene.Offered.UpdatedAt, scene.Told()) });
    }

    private async Task<PageAnswer> SetAsync(PageCall call, bool published, string sentence, CancellationToken cancellation)
    {
        var changed = await guildhall.AccountProducts.ChangeAsync(call.ReachIn(guildhall), now => now with { Published = published }, version: null, cancellation);
        return changed.Refused ? new PageAnswer.Refused(changed.Problems) : new PageAnswer.SeeOther(Address, Flash.Done(sentence));
    }

    private async Task<ProductScene> SceneAsync(CancellationToken cancellation) => new(
        await guildhall.AccountProducts.ReadAsync(cancellation),
        await guildhall.AccountOrders.OrganizationsAsync(OrderReach.Operator(""), product: null, cancellation));

    /// <param name="typed">Null for the product as it is.</param>
    private static PageAnswer Ask(ProductScene scene, ProductForm? typed)
    {
        var form = typed ?? ProductForm.Of(scene);
        return PageAnswer.Console<ProductEditView>("AWS account", new ProductEdit(scene, form), [.. VendorAddresses.AboveList.Take(3)]) with { Status = UiProblems.StatusOf(form.Problems) };
    }
}
