using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Api.V1;

/// <summary>An order as Guildhall's own API takes it.</summary>
internal sealed record PostedOrder(
    string? Name,
    string? Organization,
    string? Ou,
    string? Email,
    string? Alias,
    string? Company,
    string? CostCentre,
    string? Purpose,
    decimal? Budget,
    OwnerContact? Contact)
{
    public static Result<OrderWish> Read(ReadOnlySpan<byte> body, string? clientKey)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PostedOrderJson.Default.PostedOrder) is { } posted ? posted.Wish(clientKey) : Problem.Malformed("The body is null.");
        }
        catch (JsonException)
        {
            return Problem.Malformed("The body is not the JSON of an order; see /api/v1/openapi.json.");
        }
    }

    private OrderWish Wish(string? clientKey) => new(
        new AccountOrder { Name = Name ?? "", Parent = Ou, Email = Email, Alias = Alias, Company = Company, CostCentre = CostCentre, Purpose = Purpose, Budget = Budget, Contact = Contact },
        Organization,
        clientKey);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 8)]
[JsonSerializable(typeof(PostedOrder))]
internal sealed partial class PostedOrderJson : JsonSerializerContext;
