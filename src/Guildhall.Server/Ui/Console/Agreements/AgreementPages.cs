using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.App.Lists;
using Guildhall.Domain.Agreements;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary><c>/console/agreements</c>: what the organization's accounts have bought, beside what is approved now. storefront-and-procurement.md B.6, B.8, private-marketplace.md 5.3.</summary>
internal sealed class AgreementPages(Installation guildhall)
{
    private const string Search = "aws-marketplace:SearchAgreements";
    private const int PerRead = 2_000;
    private static readonly Crumb Above = new("Agreements", AgreementAddresses.List);

    public void Map(PageRoutes pages)
    {
        pages.Get(AgreementAddresses.List, Search, ListAsync);
        pages.Get(AgreementAddresses.List + ".csv", Search, CsvAsync);
        pages.Get(AgreementAddresses.List + "/{id}", "aws-marketplace:DescribeAgreement", ShowAsync);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var form = AgreementForm.Of(call);
        var found = await guildhall.AgreementList.ListAsync(call.Caller, form.Filter, form.Query.Cursor.Length > 0 ? form.Query.Cursor : null, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        return PageAnswer.Console<AgreementListView>("Agreements", new ShownAgreements(form, call.Tenant!, [.. found.Value.Items], found.Value.PreviousToken, found.Value.NextToken));
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var filter = AgreementForm.Of(call).Filter with { Take = PerRead };
        var first = await guildhall.AgreementList.ListAsync(call.Caller, filter, null, cancellation);
        if (first.Refused) return new PageAnswer.Refused(first.Problems);
        return new PageAnswer.Download("agreements.csv", "text/csv; charset=utf-8", async (text, stopping) =>
        {
            await text.WriteAsync(NamedAgreement.CsvHead);
            for (Page<AgreementLine>? page = first.Value; page is not null; page = await NextAsync(call, filter, page, stopping))
            {
                foreach (var line in page.Items) await text.WriteAsync(new NamedAgreement(call.Tenant!, call.Caller.Account, line).Csv);
            }
        });
    }

    private async Task<Page<AgreementLine>?> NextAsync(PageCall call, AgreementListFilter filter, Page<AgreementLine> page, CancellationToken cancellation) =>
        page.NextToken is { } token && await guildhall.AgreementList.ListAsync(call.Caller, filter, token, cancellation) is { Refused: false } next ? next.Value : null;

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var found = await guildhall.AgreementList.FindAsync(call.Caller, call.Route("id"), cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        var (agreement, query) = (found.Value, ListQuery.Of(call));
        var charges = await guildhall.AgreementQueries.ChargesAsync(call.Caller, agreement.Id, ListQuery.PageSize, query.Cursor.Length > 0 ? query.Cursor : null, cancellation);
        if (charges.Refused) return new PageAnswer.Refused(charges.Problems);
        var subscription = await guildhall.AgreementListing.NameAsync(call.Caller, agreement, cancellation);
        var tenant = call.Tenant!;
        var now = guildhall.Decisions.Decide(tenant, agreement.Acceptor.Value, agreement.Product.Value);
        var governing = now.Experience is { } id ? tenant.Marketplace.FindExperience(id) : null;
        return PageAnswer.Console<AgreementView>(subscription.Title, new ShownAgreement(subscription, new GateDecision(agreement.Product, now.Reason, now.Experience, governing?.Revision, call.Now, tenant.State.ReadAt), governing)
        {
            Dimensions = subscription.Product is null ? [] : (await guildhall.ProductSheets.FindBoughtAsync(call.Caller.Account, agreement.Product, cancellation))?.Dimensions ?? [],
            Charges = charges.Value,
            Query = query,
        }, Above);
    }
}
