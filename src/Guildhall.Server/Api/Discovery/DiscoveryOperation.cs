using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Guildhall.App.Access;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Discovery;

/// <summary>What the operations of the Discovery API share. storefront-and-procurement.md A.2, G.1.</summary>
internal static class DiscoveryOperation
{
    /// <summary>The only catalog there is, in every answer.</summary>
    public const string Catalog = "AWSMarketplace";

    private const string Version = "/2026-02-05/", Malformed = "MALFORMED_REQUEST_PARAMETERS";

    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        ["AccessDeniedException"] = 403,
        ["InternalServerException"] = 500,
        ["ResourceNotFoundException"] = 404,
        ["ThrottlingException"] = 429,
        ["ValidationException"] = 400,
    };

    /// <summary>From the request to a value, or to why there is none.</summary>
    public delegate ValueTask<Result<TValue>> Ask<in TRequest, TValue>(Caller caller, TRequest request, CancellationToken cancellation);

    /// <summary>Writes the members of the answer.</summary>
    public delegate void Write<in TValue>(Utf8JsonWriter json, TValue value, OperationCall call);

    public static Operation Post<TRequest, TValue>(string name, JsonTypeInfo<TRequest> type, Ask<TRequest, TValue> ask, Write<TValue> write) => Post(name, async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, type);
        if (read.Error is { } malformed) return Malformation(malformed);
        var result = await ask((Caller)call.Principal, read.Value, cancellation);
        return result.Refused ? Error(result.Problems) : OperationResult.Write(json =>
        {
            json.WriteStartObject();
            write(json, result.Value, call);
            json.WriteEndObject();
        });
    });

    public static Operation Post(string name, OperationHandler handler) =>
        Operation.Rest("aws-marketplace", "POST", Version + char.ToLowerInvariant(name[0]) + name[1..], name, handler) with
        {
            Statuses = Statuses,
            InternalErrorCode = "InternalServerException",
        };

    /// <summary>A malformed body as Discovery tells of it.</summary>
    public static WireError Malformation(WireError error) => error.With("reason", Malformed);

    /// <summary>The only error with a second member is ValidationException.</summary>
    public static WireError Error(ImmutableArray<Problem> problems)
    {
        var error = AwsErrors.Of(problems);
        return error.Code == "ValidationException" ? error.With("reason", problems[0].Code == DiscoveryTokens.Invalid ? DiscoveryTokens.Invalid : Malformed) : error;
    }
}
