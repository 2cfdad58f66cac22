using Guildhall.App.Access;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary>What the operations of the Catalog API share. private-marketplace.md 1.1.</summary>
internal static class CatalogOperation
{
    private const string Service = "aws-marketplace";

    public static Operation Post(string name, OperationHandler handler, bool changesState = false) => Rest("POST", name, handler, changesState);

    public static Operation Rest(string method, string name, OperationHandler handler, bool changesState = false) =>
        Operation.Rest(Service, method, "/" + name, name, handler, changesState) with { Statuses = AwsErrors.Statuses };

    public static Caller Caller(this OperationCall call) => (Caller)call.Principal;

    public static OperationResult ArnRequired { get; } = new WireError("ValidationException", "resourceArn is required.");

    /// <summary>The error unless <c>catalog</c> is the one there is.</summary>
    public static WireError? CatalogError(string? catalog) =>
        catalog == "AWSMarketplace" ? null : new WireError("ValidationException", "Catalog must be AWSMarketplace.");

    /// <summary>The answer for a value, or the error for a refusal.</summary>
    public static OperationResult Answer<T>(this Result<T> result, Func<T, OperationResult> write) =>
        result.Refused ? AwsErrors.Of(result.Problems) : write(result.Value);
}
