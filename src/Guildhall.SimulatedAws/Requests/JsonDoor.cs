using System.Text.Json;
using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Simulation;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Requests;

/// <summary>One call of a small JSON service.</summary>
internal sealed record JsonCall(WorldState State, Identity Caller, JsonInput Input, JsonElement Body)
{
    /// <summary>The account that is worked on: the caller's.</summary>
    public string AccountId => Caller.AccountId;
}

/// <summary>One operation of a small JSON service.</summary>
/// <param name="Name">Its name on the wire, which is also its action in policies.</param>
/// <param name="Handle">What it does.</param>
internal sealed record JsonOperation(string Name, Func<JsonCall, OperationResult> Handle)
{
    /// <summary>The ARN it is about, as policies see it; <c>*</c> when it is about none.</summary>
    public Func<JsonCall, string> Resource { get; init; } = _ => "*";

    public bool ChangesState => !Name.StartsWith("Get", StringComparison.Ordinal) && !Name.StartsWith("List", StringComparison.Ordinal) && !Name.StartsWith("Describe", StringComparison.Ordinal);
}

/// <summary>What stands before every operation of CUR, data exports, service quotas, KMS and account settings: JSON, the caller and its policies.</summary>
/// <param name="service">The signing name, which is also the prefix of the actions in policies.</param>
internal sealed class JsonDoor(FrontDoor door, string service, IEnumerable<JsonOperation> operations)
{
    /// <summary>Where the services differ from what rest-json usually answers (the services' models).</summary>
    private static readonly Dictionary<string, int> Statuses = new() { ["ValidationException"] = 400, ["ResourceUnavailableException"] = 424, ["TooManyRequestsException"] = 429 };

    /// <summary>As operations of AWS JSON 1.1, called by their name behind a prefix.</summary>
    public IEnumerable<Operation> ByTarget(string target) => operations.Select(operation =>
        Operation.Json(service, target, operation.Name, (call, cancellation) => ServeAsync(operation, call, cancellation), operation.ChangesState));

    /// <summary>As operations of rest-json, all of them <c>POST</c> to their name in camel case.</summary>
    public IEnumerable<Operation> ByPath() => operations.Select(operation =>
        Operation.Rest(service, "POST", "/" + JsonNamingPolicy.CamelCase.ConvertName(operation.Name), operation.Name, (call, cancellation) => ServeAsync(operation, call, cancellation), operation.ChangesState) with { Statuses = Statuses });

    private ValueTask<OperationResult> ServeAsync(JsonOperation operation, OperationCall call, CancellationToken cancellation)
    {
        var body = JsonBody.Read(call);
        return body.Error is { } malformed
            ? ValueTask.FromResult<OperationResult>(malformed)
            : door.ServeAsync(call, (state, _) => Serve(state, operation, (Signer)call.Principal, body.Value), cancellation);
    }

    private OperationResult Serve(WorldState state, JsonOperation operation, Signer signer, JsonElement body)
    {
        if (Identity.Find(state, signer) is not { } caller) return new WireError("UnrecognizedClientException", "The owner of the key no longer exists.");
        var call = new JsonCall(state, caller, new JsonInput(body), body);
        if (Authorization.Refuse(caller, $"{service}:{operation.Name}", [operation.Resource(call)], []) is { } denied) return new WireError("AccessDeniedException", denied);
        var result = operation.Handle(call);
        return call.Input.Fault is { } fault ? new WireError(ServiceWords.Of(service).Invalid, fault.Message) : result;
    }
}
