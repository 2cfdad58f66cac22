using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Products;

/// <summary>The product as JSON: the same in the database, in the own API and in the files of the command line. A member that is renamed needs a migration.</summary>
public static class ProductDocument
{
    public static string Write(AccountProduct product) => JsonSerializer.Serialize(Stored.Of(product), ProductJson.Default.Stored);

    /// <summary>One that <see cref="Write"/> has written; the one that everybody begins with for null.</summary>
    public static AccountProduct Read(string? json) => json is null ? new AccountProduct() : JsonSerializer.Deserialize(json, ProductJson.Default.Stored)!.Read();

    /// <summary>
    /// The product with the members of a document in place of its own; what the document leaves out stays. Refused: no object, a member that the product does
    /// not have (<c>field_not_editable</c>), one of another type, a null in a list.
    /// </summary>
    public static Result<AccountProduct> Merge(AccountProduct now, JsonElement change)
    {
        if (change.ValueKind != JsonValueKind.Object) return NoProduct;
        var whole = JsonNode.Parse(Write(now))!.AsObject();
        foreach (var member in change.EnumerateObject())
        {
            if (!whole.ContainsKey(member.Name)) return new Problem(ProblemKind.Malformed, "field_not_editable", $"{member.Name} cannot be given here.", member.Name);
            whole[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        try
        {
            return whole.Deserialize(ProductJson.Default.Stored) is { Whole: true } stored ? stored.Read() : NoProduct;
        }
        catch (JsonException)
        {
            return NoProduct;
        }
    }

    private static readonly Problem NoProduct = Problem.Malformed("This is not the JSON of the product; see /openapi/v1.json.");

    internal sealed record Stored(
        string Name,
        bool Published,
        bool AssistedOnly,
        bool NeedsApproval,
        string[] Organizations,
        string? Organization,
        Company[] Companies,
        bool OnlyCompanies,
        int? MostAccounts,
        bool RequiresPurpose,
        bool RequiresCostCentre,
        bool RequiresBudget,
        string? Terms,
        Field[] Fields)
    {
        /// <summary>Whether no list holds a null, which the types of what is in them do not tell the reader of JSON.</summary>
        [JsonIgnore]
        public bool Whole => Organizations.All(o => o is not null) && Companies.All(c => c is not null) && Fields.All(f => f is not null && f.Choices?.All(c => c is not null) != false);

        public static Stored Of(AccountProduct product) => new(
            product.Name,
            product.Published,
            product.AssistedOnly,
            product.NeedsApproval,
            [.. product.Organizations],
            product.Organization,
            [.. product.Companies.Select(c => new Company(c.Name, c.Organization))],
            product.OnlyCompanies,
            product.MostAccounts,
            product.RequiresPurpose,
            product.RequiresCostCentre,
            product.RequiresBudget,
            product.Terms,
            [.. product.Fields.Select(f => new Field(f.Id, f.Label, f.Kind, f.Required, f.Help, [.. f.Choices], f.Tag))]);

        public AccountProduct Read() => new()
        {
            Name = Name,
            Published = Published,
            AssistedOnly = AssistedOnly,
            NeedsApproval = NeedsApproval,
            Organizations = [.. Organizations],
            Organization = Organization,
            Companies = [.. Companies.Select(c => new ProductCompany(c.Name, c.Organization))],
            OnlyCompanies = OnlyCompanies,
            MostAccounts = MostAccounts,
            RequiresPurpose = RequiresPurpose,
            RequiresCostCentre = RequiresCostCentre,
            RequiresBudget = RequiresBudget,
            Terms = string.IsNullOrWhiteSpace(Terms) ? null : Terms,
            Fields = [.. Fields.Select(f => new ProductField(f.Id, f.Label, f.Kind) { Required = f.Required, Help = f.Help, Choices = [.. f.Choices ?? []], Tag = f.Tag })],
        };
    }

    internal sealed record Company(string Name, string? Organization = null);

    internal sealed record Field(string Id, string Label, FieldKind Kind, bool Required = false, string? Help = null, string[]? Choices = null, string? Tag = null);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(ProductDocument.Stored))]
internal sealed partial class ProductJson : JsonSerializerContext;
