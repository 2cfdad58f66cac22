using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Events;

/// <summary>Events in EventBridge's envelope, one row each, written in the deciding transaction. private-marketplace.md 9.1, 9.2.</summary>
internal static class EventRows
{
    /// <summary><c>Change Set Succeeded</c>, <c>Failed</c> or <c>Cancelled</c>.</summary>
    /// <param name="set">The set as it has ended.</param>
    /// <param name="entities">The ids of what it was about.</param>
    public static IEnumerable<EventRow> OfChangeSet(ChangeSetRow set, IEnumerable<string> entities)
    {
        var detail = new JsonObject
        {
            ["requestId"] = set.RequestId,
            ["Catalog"] = "AWSMarketplace",
            ["ChangeSetId"] = set.Id,
            ["ChangeSetName"] = set.Name,
            ["StartTime"] = WireTime.Text(set.StartTime),
            ["EndTime"] = WireTime.Text(set.EndTime!.Value),
        };
        if (set.FailureCode is not null) detail["FailureCode"] = set.FailureCode;
        var arn = Arns.ChangeSet(new AccountId(set.Owner), set.Id);
        yield return Row(EventOrigin.Of(set), set.Owner, $"set-{set.Id}", $"Change Set {set.Status}", "aws.marketplacecatalog", [arn], entities, detail);
    }

    /// <summary>What a run made happen, in events; a request gives one for each of its products (9.1).</summary>
    public static IEnumerable<EventRow> Of(Fact fact, EventOrigin origin, PrivateMarketplace after, ProductCatalogue catalogue) => fact switch
    {
        Fact.RequestChanged changed => changed.Request.Products.Select((product, place) => OfRequest(changed.Request, product, place, origin, after, catalogue)),
        _ => [],
    };

    private static EventRow OfRequest(ProductRequest request, RequestedProduct product, int place, EventOrigin origin, PrivateMarketplace after, ProductCatalogue catalogue)
    {
        var owner = after.FindExperience(request.Experience)?.Owner ?? after.Organization.ManagementAccount;
        var known = catalogue.Find(product.Id);
        var seller = known?.ManufacturerAccount is { } account ? new AccountId(account) : owner;
        var detail = new JsonObject
        {
            ["requestId"] = origin.RequestId,
            ["schemaVersion"] = "1.0.0",
            ["product"] = new JsonObject { ["id"] = product.Id.Value, ["arn"] = Arns.Entity(seller, known?.Type ?? "Product", product.Id.Value), ["title"] = product.Title },
            ["manufacturer"] = new JsonObject { ["name"] = product.Manufacturer },
            ["experienceId"] = request.Experience.Value,
            ["productProcurementRequestId"] = request.Id.Value,
            ["catalog"] = "AWSMarketplace",
            ["requesterArn"] = request.RequesterArn,
        };
        AddDates(detail, request);
        string[] resources = [Arns.Entity(owner, EntityType.Experience, request.Experience.Value), Arns.Entity(request.Requester, EntityType.ProductProcurementRequest, request.Id.Value)];
        var kind = request.Status == RequestStatus.Pending ? "Created" : request.Status.ToString();
        return Row(origin, request.Requester.Value, $"{request.Id}-{kind}-{place}", $"Product Request {kind}", "aws.private-marketplace", resources, [request.Experience.Value, request.Id.Value], detail);
    }

    private static void AddDates(JsonObject detail, ProductRequest request)
    {
        var (member, date) = request.Status switch
        {
            RequestStatus.Pending => ("expirationDate", request.Expires),
            RequestStatus.Approved => ("approvedDate", request.Decision!.Date),
            RequestStatus.Cancelled => ("cancelledDate", request.Decision!.Date),
            _ => ("declinedDate", request.Decision!.Date),
        };
        detail[member] = WireTime.Text(date);
        if (request.Decision?.DeclinedCause is { } cause) detail["declinedCause"] = cause;
    }

    private static EventRow Row(EventOrigin origin, string account, string name, string detailType, string source, string[] resources, IEnumerable<string> about, JsonObject detail)
    {
        var id = EventIds.Of($"{origin.Tenant}/{name}");
        var body = new JsonObject
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = detailType,
            ["source"] = source,
            ["account"] = account,
            ["time"] = WireTime.Text(origin.Time),
            ["region"] = "us-east-1",
            ["resources"] = new JsonArray([.. resources.Select(r => (JsonNode)r)]),
            ["detail"] = detail,
        };
        return new EventRow
        {
            TenantId = origin.Tenant.Value,
            Account = account,
            Id = id,
            Time = origin.Time,
            Type = detailType,
            About = string.Join(' ', about.Distinct(StringComparer.Ordinal)),
            Body = body.ToJsonString(JsonSerializerOptions.Default),
        };
    }
}

/// <summary>In which act of which tenant something happened, and when.</summary>
internal sealed record EventOrigin(TenantId Tenant, string RequestId, DateTimeOffset Time)
{
    public static EventOrigin Of(ChangeSetRow set) => new(new TenantId(set.TenantId), set.RequestId, set.EndTime!.Value);
}
