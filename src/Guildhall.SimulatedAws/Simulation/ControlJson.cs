using System.Text.Json.Serialization;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>The documents of the calls below <c>/_simulation</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AccountOrder))]
[JsonSerializable(typeof(NewAccount))]
[JsonSerializable(typeof(ClockOrder))]
[JsonSerializable(typeof(WorldTime))]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(MarketplacePurchase))]
[JsonSerializable(typeof(ChargeOrder))]
[JsonSerializable(typeof(DeliveryOrder))]
[JsonSerializable(typeof(BucketOrder))]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, long>))]
internal sealed partial class ControlJson : JsonSerializerContext;

/// <summary>Asks for an account, with an organization around it if so wished.</summary>
/// <param name="Quota">How many accounts that organization may have; the simulation's own number when null.</param>
internal sealed record AccountOrder(string Name, string Email, bool Organization = false, int? Quota = null);

/// <summary>A new account with the key of its root user.</summary>
internal sealed record NewAccount(
    string AccountId, string Name, string Email, string AccessKeyId, string SecretAccessKey, string? OrganizationId, string? RootId);

internal sealed record ClockOrder(string Advance);

internal sealed record WorldTime(DateTimeOffset Now);

internal sealed record FaultOrder(string Operation, string Kind, string? Code = null, string? Delay = null, double Probability = 1, int? Count = null);

/// <param name="Kind"><c>credit</c>, <c>refund</c>, <c>fee</c>, <c>usage</c>, or <c>discount</c> with the amount in percent.</param>
internal sealed record ChargeOrder(string AccountId, string Kind, decimal Amount, DateOnly Day, string? Description = null);

/// <param name="Months">How many months before the present one are delivered too.</param>
internal sealed record DeliveryOrder(string AccountId, int Months = 0);

internal sealed record BucketOrder(string Name, string AccountId);

internal sealed record ControlError(string Code, string Message);
