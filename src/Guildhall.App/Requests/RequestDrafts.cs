using System.Text.Json;
using Guildhall.App.Changes;
using Guildhall.Domain;

namespace Guildhall.App.Requests;

/// <summary>The changes of product requests as pages and commands ask for them: the same that the API takes. private-marketplace.md 4.15.</summary>
public static class RequestDrafts
{
    /// <summary>The most changes of one set. private-marketplace.md 2.1.</summary>
    public const int PerSet = 20;

    /// <summary>Asks for 1 to 10 products; an empty <paramref name="purchaseOrder"/> is none.</summary>
    public static ChangeDraft Create(IEnumerable<string> products, string reason, string? purchaseOrder)
    {
        var ids = products.Select(id => new { Id = id }).ToArray();
        return string.IsNullOrEmpty(purchaseOrder)
            ? Change("CreateProductProcurementRequest", null, new { Products = ids, Reason = reason })
            : Change("CreateProductProcurementRequest", null, new { Products = ids, Reason = reason, PurchaseOrderNumber = purchaseOrder });
    }

    public static ChangeDraft Cancel(string request) => Change("CancelProductProcurementRequest", request, new { });

    /// <summary>An empty note is none.</summary>
    public static ChangeDraft Approve(string request, string? note) => string.IsNullOrEmpty(note)
        ? Change("ApproveProductProcurementRequest", request, new { })
        : Change("ApproveProductProcurementRequest", request, new { ApproverNote = note });

    public static ChangeDraft Decline(string request, string? note, bool block) => string.IsNullOrEmpty(note)
        ? Change("DeclineProductProcurementRequest", request, new { BlockFutureRequests = block })
        : Change("DeclineProductProcurementRequest", request, new { ApproverNote = note, BlockFutureRequests = block });

    /// <summary>Lifts the blocks of up to 50 products of an experience (M-23).</summary>
    public static ChangeDraft Unblock(string experience, IEnumerable<string> products) =>
        Change("UnblockProductRequests", experience, new { Products = products.Select(id => new { Id = id }).ToArray() }, EntityType.Experience);

    private static ChangeDraft Change(string type, string? entity, object details, EntityType target = EntityType.ProductProcurementRequest) =>
        new(type, $"{target}@1.0") { Identifier = entity, DetailsDocument = JsonSerializer.SerializeToElement(details) };
}
