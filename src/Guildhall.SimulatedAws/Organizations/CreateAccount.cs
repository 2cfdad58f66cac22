using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Asks for a new member account; whether there will be one is decided later (aws-operations.md A.6).</summary>
internal static class CreateAccount
{
    public static readonly OrganizationsOperation Operation = new("CreateAccount", Callers.Management, Handle);

    public const string DefaultRoleName = "OrganizationAccountAccessRole";

    private static OperationResult Handle(OrganizationsCall call)
    {
        var creation = Read(call);
        if (call.Input.Fault is { } fault) return fault;
        if (Refuse(call) is { } refusal) return refusal;
        var submittedTwice = call.State.InProgress(call.Organization)
            .Any(other => string.Equals(other.Email, creation.Email, StringComparison.OrdinalIgnoreCase));
        creation = creation with { FailureReason = call.Outcome ?? (submittedTwice ? AccountCreations.ConcurrentModification : null) };
        call.State.Tables.Creations.Put(creation);
        return Answer.With(new CreationShape(creation).WriteNamed);
    }

    private static AccountCreation Read(OrganizationsCall call)
    {
        call.Input.OptionalWord("IamUserAccessToBilling", "ALLOW", "DENY");
        return new AccountCreation
        {
            Id = call.State.Ids.AccountCreation(),
            OrganizationId = call.Organization.Id,
            Email = call.Input.Text("Email", Rules.Email),
            AccountName = call.Input.Text("AccountName", Rules.AccountName),
            RoleName = call.Input.OptionalText("RoleName", Rules.RoleName) ?? DefaultRoleName,
            Tags = call.Input.Tags(),
            State = CreationState.IN_PROGRESS,
            RequestedAt = call.State.Now,
            DecidedAt = call.State.Now + call.State.Options.CreationTime,
        };
    }

    private static WireError? Refuse(OrganizationsCall call)
    {
        var organization = call.Organization;
        if (organization.CreatedAt + call.State.Options.FinalizingTime > call.State.Now)
            return new WireError("FinalizingOrganizationException", "The organization is still being made ready. Try again within an hour.");
        var inProgress = call.State.InProgress(organization).Count();
        if (inProgress >= Rules.CreationsInProgress)
            return Refusals.TooMany("CONCURRENT_REQUESTS", $"At most {Rules.CreationsInProgress} accounts may be in creation at once.");
        return call.State.Places(organization) >= organization.AccountQuota
            ? Refusals.Constraint("ACCOUNT_NUMBER_LIMIT_EXCEEDED", $"The organization may have at most {organization.AccountQuota} accounts.")
            : null;
    }
}
