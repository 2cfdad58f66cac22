using System.Text.Json;
using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Simulation;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>What stands before every operation of AWS Organizations: JSON, quotas on calls, policies, the place of the caller.</summary>
internal sealed class OrganizationsDoor(FrontDoor door, TokenBuckets buckets)
{
    private const string Service = "organizations";
    private const string Target = "AWSOrganizationsV20161128";

    public IEnumerable<Operation> Operations() => OrganizationsOperations.All.Select(operation =>
        Operation.Json(Service, Target, operation.Name, (call, cancellation) => ServeAsync(operation, call, cancellation), operation.ChangesState));

    private ValueTask<OperationResult> ServeAsync(OrganizationsOperation operation, OperationCall call, CancellationToken cancellation)
    {
        var body = JsonBody.Read(call);
        return body.Error is { } malformed
            ? ValueTask.FromResult<OperationResult>(malformed)
            : door.ServeAsync(call, (state, outcome) => Serve(state, operation, (Signer)call.Principal, body.Value, outcome), cancellation);
    }

    private OperationResult Serve(WorldState state, OrganizationsOperation operation, Signer signer, JsonElement body, string? outcome)
    {
        if (Identity.Find(state, signer) is not { } caller) return new WireError("UnrecognizedClientException", "The owner of the key no longer exists.");
        var account = state.Tables.Accounts.Get(caller.AccountId);
        var organization = state.Tables.Organizations.Find(account.Membership?.OrganizationId);
        if (IsTooMuch(state, operation, account, organization)) return ServiceWords.Of(Service).Throttled;
        var input = new JsonInput(body);
        if (Authorization.Refuse(caller, $"{Service}:{operation.Name}", Resources.Of(state, input, organization), Resources.Keys(input)) is { } denied)
            return new WireError("AccessDeniedException", denied);
        if (Place.Refuse(operation.Callers, account, organization) is { } refusal) return refusal;
        return operation.Handle(new OrganizationsCall(state, caller, account, organization, input) { Outcome = outcome });
    }

    private bool IsTooMuch(WorldState state, OrganizationsOperation operation, Account account, Organization? organization) =>
        state.Options.Throttle?.RuleFor(operation.Name) is { } rule && !buckets.Take(rule, operation.Name, account.Id, organization?.Id);
}
