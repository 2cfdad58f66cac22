using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Api.V1;

/// <summary>An order as Guildhall's own API takes it.</summary>
internal sealed record PostedOrder(
    string? Name = null,
    string? Organization = null,
    string? Ou = null,
    string? Email = null,
    string? Alias = null,
    string? Company = null,
    string? CostCentre = null,
    string? Purpose = null,
    decimal? Budget = null,
    PostedContact? Contact = null,
    PostedExisting? Existing = null,
    Dictionary<string, JsonElement>? Fields = null,
    bool TermsAccepted = false,
    string? Form = null)
{
    public static Result<OrderWish> Read(ReadOnlySpan<byte> body, string? clientKey)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, PostedOrderJson.Default.PostedOrder) is not { } posted) return Problem.Malformed("The body is null.");
            return posted.Fields?.FirstOrDefault(f => TextOf(f.Value) is null).Key is { } field ? Problem.Malformed($"{field} must be text, a number, true or false.", ProductAnswer.MemberOf(field)) : posted.Wish(clientKey);
        }
        catch (JsonException)
        {
            return Problem.Malformed("The body is not the JSON of an order; see /openapi/v1.json.");
        }
    }

    private OrderWish Wish(string? clientKey) => new(
        new AccountOrder { Name = Name ?? "", Parent = Ou, Email = Email, Alias = Alias, Company = Company, CostCentre = CostCentre, Purpose = Purpose, Budget = Budget, Contact = Contact?.Read(), Existing = Existing?.Read() },
        Organization,
        clientKey)
    {
        Fields = Fields?.ToDictionary(f => f.Key, f => TextOf(f.Value)!, StringComparer.Ordinal) ?? [],
        TermsAccepted = TermsAccepted,
        FormSeen = Form,
    };

    /// <summary>An answer as it would be typed; nothing for null. Null for an object or an array.</summary>
    private static string? TextOf(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.String => answer.GetString(),
        JsonValueKind.Number => answer.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        _ => null,
    };
}

/// <summary>A contact as it is posted: what is left out is told of as what is empty.</summary>
internal sealed record PostedContact(string? Name = null, string? Title = null, string? Email = null, string? Phone = null)
{
    public OwnerContact Read() => new(Name ?? "", Title ?? "", Email ?? "", Phone ?? "");
}

/// <summary>An account that exists, as it is posted.</summary>
/// <param name="Account">Its id, or its root user's address.</param>
internal sealed record PostedExisting(string? Account = null, string? Message = null, bool Confirmed = false)
{
    public InvitedAccount Read() => InvitedAccount.Of(Account ?? "", Message, Confirmed);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(PostedOrder))]
internal sealed partial class PostedOrderJson : JsonSerializerContext;
