using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Experiences;

/// <summary>The details document of each entity type as AWS writes it; absent optional members are left out. private-marketplace.md 3.</summary>
public static class EntityDocuments
{
    public static void Write(Utf8JsonWriter json, Experience experience)
    {
        json.WriteStartObject();
        json.WriteString("Name", experience.Name);
        json.WriteString("Description", experience.Description);
        json.WriteString("Status", experience.Live ? "Enabled" : "Disabled");
        json.WriteString("AdminStatus", experience.Archived ? "Restricted" : "Editable");
        WriteIds(json, "ProcurementPolicies", experience.Policy?.Id);
        WriteIds(json, "BrandingSettings", experience.Branding?.Id);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ProcurementPolicy policy)
    {
        json.WriteStartObject();
        json.WriteString("Name", policy.Name);
        json.WriteString("Description", policy.Description);
        json.WriteStartArray("Statements");
        WriteStatement(json, "Allow", policy.Allowed, []);
        WriteStatement(json, "Deny", policy.Denied, policy.PublicNotes);
        json.WriteEndArray();
        json.WriteStartObject("Configuration");
        json.WriteString("PolicyResourceRequests", policy.RequestsAllowed ? "Allow" : "Deny");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, BrandingSettings branding)
    {
        json.WriteStartObject();
        json.WriteString("Name", branding.Name);
        json.WriteString("Description", branding.Description);
        json.WriteStartObject("Configuration");
        WriteGiven(json, "Title", branding.Title);
        WriteGiven(json, "Information", branding.Information);
        WriteGiven(json, "ThemeColor", branding.ThemeColor);
        WriteGiven(json, "LogoUrl", branding.LogoUrl);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Audience audience, EntityId experience)
    {
        json.WriteStartObject();
        json.WriteString("Name", audience.Name);
        json.WriteString("Description", audience.Description);
        json.WriteString("ExperienceId", experience.Value);
        json.WriteStartArray("Principals");
        foreach (var principal in audience.Principals) json.WriteStringValue(principal.Value);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ProductRequest request)
    {
        json.WriteStartObject();
        json.WriteString("RequestStatus", request.Status.ToString());
        json.WriteStartArray("Products");
        foreach (var product in request.Products)
        {
            json.WriteStartObject();
            json.WriteString("Id", product.Id.Value);
            json.WriteString("Title", product.Title);
            json.WriteString("ManufacturerName", product.Manufacturer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("Reason", request.Reason);
        if (request.PurchaseOrderNumber is { } order) json.WriteString("PurchaseOrderNumber", order);
        json.WriteString("ExperienceId", request.Experience.Value);
        json.WriteString("RequesterArn", request.RequesterArn);
        json.WriteString("RequesterAccountId", request.Requester.Value);
        json.WriteString("CreatedDate", WireTime.Text(request.Created));
        json.WriteString("ExpirationDate", WireTime.Text(request.Expires));
        if (request.Decision is { } decision) WriteDecision(json, decision);
        json.WriteEndObject();
    }

    private static void WriteDecision(Utf8JsonWriter json, RequestDecision decision)
    {
        json.WriteString("DecidedDate", WireTime.Text(decision.Date));
        json.WriteString("DecidedByArn", decision.ByArn);
        if (decision.Note is { } note) json.WriteString("ApproverNote", note);
        if (decision.DeclinedCause is { } cause) json.WriteString("DeclinedCause", cause);
    }

    /// <summary>One resource per product, as AWS's examples have it; public notes are marked with a member of our own. private-marketplace.md 3.2, 7.3.</summary>
    private static void WriteStatement(Utf8JsonWriter json, string effect, ImmutableArray<ProductGrant> grants, ImmutableHashSet<ProductId> publicNotes)
    {
        if (grants.IsEmpty) return;
        json.WriteStartObject();
        json.WriteString("Effect", effect);
        json.WriteStartArray("Resources");
        foreach (var grant in grants)
        {
            json.WriteStartObject();
            json.WriteString("Type", "Product");
            json.WriteStartArray("Ids");
            json.WriteStringValue(grant.Product.Value);
            json.WriteEndArray();
            if (grant.Notes is { } notes) json.WriteString("Notes", notes);
            if (publicNotes.Contains(grant.Product)) json.WriteBoolean("NotesPublic", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, string member, EntityId? id)
    {
        json.WriteStartArray(member);
        if (id is { } known) json.WriteStringValue(known.Value);
        json.WriteEndArray();
    }

    private static void WriteGiven(Utf8JsonWriter json, string member, string text)
    {
        if (text.Length > 0) json.WriteString(member, text);
    }
}
