using System.Text.Json.Nodes;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Products;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Vendors;

/// <summary><c>/api/v1/vendors/aws/product</c>: the product <i>AWS account</i>: what an order of it needs, and for marketplace managers all of it. vendor-integration.md 11.</summary>
internal static class ProductEndpoints
{
    private const string Path = "/api/v1/vendors/aws/product";

    /// <summary>What only those who see the whole installation read.</summary>
    private static readonly string[] Managers = ["organizations", "organization", "companies", "mostAccounts"];

    public static void MapProduct(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, OrderQueries.Action, async (call, cancellation) =>
        {
            var reach = AccountsEndpoints.ReachOf(guildhall, call);
            return Of(await guildhall.AccountProducts.ReadAsync(cancellation), reach.Everything);
        });
        api.Patch(Path, LinkReach.Manage, async (call, cancellation) =>
        {
            var body = JsonBody.Read(call.Body.Span, "VALIDATION_ERROR");
            if (body.Error is { } malformed) return LinkAnswers.Refuse([Domain.Problem.Malformed(malformed.Message)], call);
            var version = LinkAnswers.Version(call, "The product");
            if (version.Refused) return LinkAnswers.Refuse(version.Problems, call);
            var document = body.Value.Clone();
            var changed = await guildhall.AccountProducts.ChangeAsync(AccountsEndpoints.ReachOf(guildhall, call), now => ProductDocument.Merge(now, document), version.Value.Seen, cancellation);
            return changed.Refused ? LinkAnswers.Refuse([.. changed.Problems.Select(p => p.AsSpelt)], call) : Of(changed.Value, whole: true);
        });
    }

    /// <summary>The document that both API and command line give.</summary>
    internal static JsonObject Document(OfferedProduct offered, bool whole)
    {
        var document = JsonNode.Parse(ProductDocument.Write(offered.Product))!.AsObject();
        if (!whole)
        {
            foreach (var member in Managers) document.Remove(member);
            if (offered.Product.OnlyCompanies) document["companies"] = new JsonArray([.. offered.Product.Companies.Select(c => (JsonNode)c.Name)]);
        }

        document["form"] = offered.Form;
        return document;
    }

    private static ApiAnswer Of(OfferedProduct offered, bool whole) => new(json => Document(offered, whole).WriteTo(json), null) { ETag = LinkAnswers.ETag(offered.Version) };
}
