using System.Text.Json;
using Guildhall.App.Agreements;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Server.Api.Agreement;
using Guildhall.Server.Ui.Console.Agreements;

namespace Guildhall.Server.Cli;

/// <summary>Agreements as the commands print them; words and terms are the Agreement API's.</summary>
internal static class AgreementWriting
{
    /// <summary>An agreement of the list.</summary>
    public static void Write(Utf8JsonWriter json, NamedAgreement named)
    {
        json.WriteStartObject();
        WriteHead(json, named);
        json.WriteEndObject();
    }

    /// <summary>A whole agreement.</summary>
    public static void Write(Utf8JsonWriter json, NamedAgreement named, Agreement agreement, IReadOnlyList<ChargeRow> charges)
    {
        json.WriteStartObject();
        WriteHead(json, named);
        json.WriteString("acceptedBy"u8, agreement.By);
        json.WriteString("follows"u8, agreement.Follows);
        json.WriteString("followedBy"u8, agreement.FollowedBy);
        json.WriteString("endReason"u8, agreement.EndReason);
        json.WriteString("entitlement"u8, agreement.Entitlement.Word());
        json.WriteString("entitlementReason"u8, agreement.EntitlementReason.Word());
        json.WriteStartArray("terms"u8);
        foreach (var term in agreement.Terms) TermAnswers.Write(json, term);
        json.WriteEndArray();
        json.WriteStartArray("charges"u8);
        foreach (var charge in charges) Write(json, charge);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, NamedAgreement named)
    {
        var line = named.Line;
        json.WriteString("id"u8, line.Id);
        json.WriteString("status"u8, line.Status.Word());
        json.WriteString("accountId"u8, line.Account.Value);
        json.WriteString("accountName"u8, named.Account);
        json.WriteString("productId"u8, line.Product.Value);
        json.WriteString("productType"u8, line.ProductType);
        json.WriteString("title"u8, named.Title);
        json.WriteString("seller"u8, named.Seller);
        json.WriteString("offerId"u8, line.Offer);
        json.WriteString("accepted"u8, line.Accepted);
        json.WriteString("start"u8, line.Start);
        Write(json, "end", line.End);
        json.WriteBoolean("autoRenew"u8, line.AutoRenew);
        json.WriteString("value"u8, line.Value);
        json.WriteString("currency"u8, line.Currency);
        json.WriteBoolean("approved"u8, line.Approved);
        json.WriteString("reason"u8, line.Now.Reason.Word());
        json.WriteString("experienceId"u8, line.Now.Experience?.Value);
    }

    private static void Write(Utf8JsonWriter json, ChargeRow charge)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, charge.Id);
        json.WriteNumber("revision"u8, charge.Revision);
        json.WriteString("amount"u8, charge.Amount);
        json.WriteString("currency"u8, charge.Currency);
        Write(json, "time", charge.Time);
        json.WriteString("purchaseOrder"u8, charge.PurchaseOrder);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string member, DateTimeOffset? time)
    {
        if (time is { } at) json.WriteString(member, at);
        else json.WriteNull(member);
    }
}
