using System.Globalization;
using System.Text.Json.Serialization;
using Guildhall.App.Billing.Budgets;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>A budget, or what of it is changed, as the own API takes it. vendor-integration.md 15.6.</summary>
/// <param name="ConfirmSuspension">That accounts are to be suspended.</param>
internal sealed record PostedBudget(
    string? Name = null, string? Target = null, string? TargetValue = null, string? OrganizationId = null, decimal? Amount = null, string? Currency = null, string? Action = null, bool ConfirmSuspension = false)
{
    /// <summary>Refused: what is no JSON of a budget.</summary>
    public static Result<BudgetText> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, PostedBudgetJson.Default.PostedBudget, "VALIDATION_ERROR");
        return read.Error is { } error ? Problem.Malformed(error.Message) : read.Value.Text;
    }

    private BudgetText Text => new()
    {
        Name = Name,
        Target = Target,
        TargetValue = TargetValue,
        Organization = OrganizationId,
        Amount = Amount?.ToString(CultureInfo.InvariantCulture),
        Currency = Currency,
        Action = Action,
        Confirmed = ConfirmSuspension,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 3)]
[JsonSerializable(typeof(PostedBudget))]
internal sealed partial class PostedBudgetJson : JsonSerializerContext;
