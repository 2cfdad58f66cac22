using System.Collections.Frozen;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Throttling;

/// <summary>How many calls a second AWS takes from an account, for each operation of the Discovery and the Agreement API. storefront-and-procurement.md A.2, B.2.</summary>
internal static class AwsRates
{
    private const int Others = 5;

    private static readonly FrozenDictionary<string, int> Named = new Dictionary<string, int>
    {
        ["SearchListings"] = 10,
        ["SearchFacets"] = 10,
        ["CreateAgreementRequest"] = 4,
        ["AcceptAgreementRequest"] = 3,
        ["CancelAgreement"] = 3,
        ["GetAgreementTerms"] = 10,
        ["GetAgreementEntitlements"] = 10,
        ["ListAgreementCharges"] = 15,
        ["UpdatePurchaseOrders"] = 3,
        ["ListAgreementInvoiceLineItems"] = 10,
        ["SendAgreementCancellationRequest"] = 2,
        ["CancelAgreementCancellationRequest"] = 2,
        ["AcceptAgreementCancellationRequest"] = 2,
        ["RejectAgreementCancellationRequest"] = 2,
    }.ToFrozenDictionary();

    /// <summary>Null for the APIs whose rates AWS does not name.</summary>
    public static int? Of(Operation operation) =>
        operation.Path.StartsWith("/2026-02-05/", StringComparison.Ordinal) || operation.Selector?.StartsWith("AWSMPCommerceService", StringComparison.Ordinal) == true
            ? Named.GetValueOrDefault(operation.Name, Others)
            : null;
}
