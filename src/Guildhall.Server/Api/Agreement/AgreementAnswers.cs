using System.Text.Json;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Protocols;
using Bought = Guildhall.App.Agreements.Agreement;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Agreements as the API writes them. storefront-and-procurement.md B.6, B.7.</summary>
internal static class AgreementAnswers
{
    public const string Type = "PurchaseAgreement";

    /// <summary>The members that a description and a summary have in common.</summary>
    public static void WriteHead(Utf8JsonWriter json, Bought agreement)
    {
        json.WriteString("agreementId", agreement.Id);
        json.WriteString("agreementType", Type);
        WriteParty(json, "acceptor", agreement.Acceptor.Value);
        if (agreement.Proposer is { } proposer) WriteParty(json, "proposer", proposer.Value);
        json.WriteEpoch("acceptanceTime", agreement.Accepted);
        json.WriteEpoch("startTime", agreement.Start);
        if (agreement.End is { } end) json.WriteEpoch("endTime", end);
        json.WriteString("status", agreement.Status.Word());
        json.WriteStartObject("proposalSummary");
        json.WriteStartArray("resources");
        json.WriteStartObject();
        WriteResource(json, agreement);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("offerId", agreement.Offer);
        json.WriteEndObject();
    }

    /// <summary>The members of a resource: the product.</summary>
    public static void WriteResource(Utf8JsonWriter json, Bought agreement)
    {
        json.WriteString("id", agreement.Product.Value);
        json.WriteString("type", agreement.ProductType);
    }

    private static void WriteParty(Utf8JsonWriter json, string member, string account)
    {
        json.WriteStartObject(member);
        json.WriteString("accountId", account);
        json.WriteEndObject();
    }
}
