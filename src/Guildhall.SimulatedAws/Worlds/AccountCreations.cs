using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>CreateAccount requests: taken in at once, decided later (aws-operations.md A.6).</summary>
internal static class AccountCreations
{
    public const string EmailAlreadyExists = "EMAIL_ALREADY_EXISTS";
    public const string ConcurrentModification = "CONCURRENT_ACCOUNT_MODIFICATION";

    public static IEnumerable<AccountCreation> InProgress(this WorldState state, Organization organization) =>
        state.Indexes.Creations.Of(organization.Id).All
            .Select(state.Tables.Creations.Get)
            .Where(creation => creation.State == CreationState.IN_PROGRESS);

    /// <summary>How many of the organization's places are taken: by members, by creations in progress and by open invitations (aws-operations.md A.2).</summary>
    public static int Places(this WorldState state, Organization organization) =>
        state.Indexes.Members.Of(organization.Id).Count + state.InProgress(organization).Count() + state.OpenInvitations(organization);

    /// <summary>Decides a request whose time has come: the account comes into being, or the request fails with its reason.</summary>
    public static void Decide(this WorldState state, AccountCreation creation)
    {
        var at = creation.DecidedAt ?? state.Now;
        var failure = creation.FailureReason ?? (state.Indexes.Emails.Find(creation.Email) is null ? null : EmailAlreadyExists);
        var decided = creation with { DecidedAt = null, CompletedAt = at, FailureReason = failure };
        if (failure is not null)
        {
            state.Tables.Creations.Put(decided with { State = CreationState.FAILED });
            return;
        }

        var account = state.Admit(creation, at);
        state.Tables.Creations.Put(decided with { State = CreationState.SUCCEEDED, AccountId = account.Id });
    }

    private static Account Admit(this WorldState state, AccountCreation creation, DateTimeOffset at)
    {
        var organization = state.Tables.Organizations.Get(creation.OrganizationId);
        var account = state.OpenMember(organization, organization.RootId, creation.AccountName, creation.Email, at, creation.RoleName);
        if (!creation.Tags.IsEmpty) state.Tables.Tags.Put(new ResourceTags(account.Id, creation.Tags));
        return account;
    }
}
