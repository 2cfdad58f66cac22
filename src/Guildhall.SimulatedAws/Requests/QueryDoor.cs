using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Simulation;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;
using Microsoft.Extensions.Primitives;

namespace Guildhall.SimulatedAws.Requests;

/// <summary>What stands before every operation of STS and IAM: the caller and its policies.</summary>
internal sealed class QueryDoor(FrontDoor door, string service, string version, IEnumerable<QueryOperation> operations)
{
    public IEnumerable<Operation> Operations() => operations.Select(operation =>
        Operation.Query(service, version, operation.Name, (call, cancellation) => ServeAsync(operation, call, cancellation), operation.ChangesState));

    private ValueTask<OperationResult> ServeAsync(QueryOperation operation, OperationCall call, CancellationToken cancellation) =>
        door.ServeAsync(call, (state, _) => Serve(state, operation, (Signer)call.Principal, call.Form), cancellation);

    private OperationResult Serve(WorldState state, QueryOperation operation, Signer signer, WireForm form)
    {
        if (Identity.Find(state, signer) is not { } caller) return new WireError("InvalidClientTokenId", "The owner of the key no longer exists.", 403);
        var call = new QueryCall(state, caller, new QueryInput(form));
        return Denial(operation, call) is { } denied ? new WireError("AccessDenied", denied, 403) : operation.Handle(call);
    }

    private string? Denial(QueryOperation operation, QueryCall call) => operation.AsksPolicies
        ? Authorization.Refuse(call.Caller, $"{service}:{operation.Name}", [operation.Resource(call)], Keys(operation, call))
        : null;

    private static IEnumerable<KeyValuePair<string, StringValues>> Keys(QueryOperation operation, QueryCall call)
    {
        if (operation.Condition is { } condition && call.Input.Raw(condition.Field) is { } value) yield return new(condition.Key, value);
    }
}
