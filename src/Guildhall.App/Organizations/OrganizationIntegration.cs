using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Changes;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Organizations;

/// <summary>
/// Enabling and ending the private marketplace's integration, and its delegated administrators: called on AWS through the link, then followed by a
/// sync, so that what is shown is what AWS has. A request id is the page's; the command line has none. For the management account alone. private-marketplace.md 6.1, 6.2, 6.4; M-02, M-04, M-18.
/// </summary>
public sealed class OrganizationIntegration(Database database, Marketplaces marketplaces, Writer writer, AwsConnections connections, OrganizationSyncs syncs, RunSettings settings)
{
    /// <summary>The action of Guildhall's own that a caller's policies must allow.</summary>
    public const string Action = "guildhall:Integrate";

    /// <summary>Whether the caller may do any of this, or the reason why not. M-02.</summary>
    public Problem? Refusal(Caller caller)
    {
        var organization = marketplaces.FindTenantOf(caller.Account)?.Marketplace.Organization;
        if (organization is null or { IsStandalone: true }) return Problem.Forbidden("A stand-alone account needs no integration: its experience governs it without.");
        if (caller.Account != organization.ManagementAccount) return Problem.Forbidden($"Only the management account {organization.ManagementAccount} enables trusted access, creates the role and registers administrators.");
        return Authorization.Check(caller, Action, "*");
    }

    /// <summary>
    /// Makes the role and enables trusted access, what of it is wished and not there. Refused: <see cref="Refusal"/>, no wish,
    /// <c>ALL_FEATURES_NEEDED</c>, <c>ROLE_NEEDED</c>, what AWS or the sync says.
    /// </summary>
    public Task<Result<Organization>> IntegrateAsync(Caller caller, IntegrationWish wish, string? requestId, CancellationToken cancellation) =>
        wish is { ServiceLinkedRole: false, TrustedAccess: false }
            ? Task.FromResult<Result<Organization>>(Problem.Malformed("Tick what is to be created.", "integration"))
            : RunAsync(caller, new Act("CreateIntegration", requestId), (steps, _) => steps.CreateAsync(wish, CancellationToken.None), cancellation);

    /// <summary>
    /// Makes what a linked organization lacks of both, for whoever manages links and need not be of its management account. Refused: it was not read yet,
    /// <c>ALL_FEATURES_NEEDED</c>, what AWS or the sync says.
    /// </summary>
    internal async Task<Result<Organization>> IntegrateAsync(LinkRow link, ActOrigin origin)
    {
        if (link.TenantId is not { } tenant || marketplaces.Find(new TenantId(tenant)) is not { } view) return Problem.NotFound("There is no such organization.");
        return await RunAsync(
            link,
            view.Marketplace.Organization,
            scope =>
            {
                LinkAudit.Stage(scope, "CreateIntegration", origin, tenant, new JsonObject { ["organizationLinkId"] = link.Id });
                return true;
            },
            (steps, _) => steps.CreateAsync(IntegrationWish.Everything, CancellationToken.None));
    }

    /// <summary>Ends trusted access: every experience loses its audience, kept for a restore (M-18). Refused: <see cref="Refusal"/>, what AWS or the sync says.</summary>
    public Task<Result<Organization>> DisableTrustedAccessAsync(Caller caller, string? requestId, CancellationToken cancellation) =>
        RunAsync(caller, new Act("DisableTrustedAccess", requestId), (steps, _) => steps.DisableAsync(CancellationToken.None), cancellation);

    /// <summary>
    /// Makes a member account an administrator, with <paramref name="createMissing"/> after creating what the integration lacks. Refused:
    /// <see cref="Refusal"/>, no 12 digits, no active member account, <c>INTEGRATION_DISABLED</c>, what AWS or the sync says.
    /// </summary>
    public Task<Result<Organization>> RegisterAsync(Caller caller, AccountId account, bool createMissing, string? requestId, CancellationToken cancellation) =>
        RunAsync(caller, new Act("RegisterDelegatedAdministrator", requestId) { Account = account }, async (steps, organization) =>
        {
            if (Unfit(organization, account) is { } unfit) return unfit;
            if (!organization.Integrated && !createMissing) return Problem.Conflict("INTEGRATION_DISABLED", "Trusted access and the service-linked role are needed first: tick to create them.");
            if (!organization.Integrated && await steps.CreateAsync(IntegrationWish.Everything, CancellationToken.None) is { } missing) return missing;
            return await steps.RegisterAsync(account, CancellationToken.None);
        }, cancellation);

    /// <summary>The account is no administrator any more; what it made stays with the management account. Refused: <see cref="Refusal"/>, what AWS or the sync says.</summary>
    public Task<Result<Organization>> RemoveAsync(Caller caller, AccountId account, string? requestId, CancellationToken cancellation) =>
        RunAsync(caller, new Act("DeregisterDelegatedAdministrator", requestId) { Account = account }, (steps, _) => steps.RemoveAsync(account, CancellationToken.None), cancellation);

    private async Task<Result<Organization>> RunAsync(Caller caller, Act act, Func<IntegrationSteps, Organization, Task<Problem?>> call, CancellationToken cancellation)
    {
        if (Refusal(caller) is { } refusal) return refusal;
        var before = marketplaces.FindTenantOf(caller.Account)!.Marketplace.Organization;
        await using var db = database.Open();
        var link = await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.TenantId == before.Tenant.Value && l.State == LinkStates.Active, cancellation);
        if (link is null) return Problem.Conflict("NO_LINK", "The organization's link is paused or gone, so AWS cannot be called.");
        return await RunAsync(link, before, scope => Audit(scope, caller, before.Tenant, act), call);
    }

    /// <summary>A caller who goes away meanwhile changes nothing: AWS may be changed already, and what is shown must be what it has.</summary>
    private async Task<Result<Organization>> RunAsync(LinkRow link, Organization before, Func<WriteScope, bool> audit, Func<IntegrationSteps, Organization, Task<Problem?>> call)
    {
        var connection = connections.Of(link);
        if (connection.Refused) return connection.Problems;
        var problem = await call(new IntegrationSteps(connection.Value, before.ManagementAccount), before);
        if (problem is null) await writer.WriteAsync(audit, CancellationToken.None);
        else if (problem.Kind != ProblemKind.Upstream) return problem;
        var synced = await syncs.SyncAfreshAsync(link.Id, CancellationToken.None);
        if (problem is not null) return problem;
        return synced.Refused ? synced.Problems : marketplaces.Find(before.Tenant)!.Marketplace.Organization;
    }

    private static Problem? Unfit(Organization organization, AccountId account) =>
        !OrganizationIds.IsAccount(account.Value) ? Problem.Malformed("An account number has 12 digits.", "account")
        : account == organization.ManagementAccount ? Problem.Malformed("The management account administers without being registered; choose a member account.", "account")
        : organization.Tree.Find(account.Value) is not { } node ? Problem.Malformed("The organization has no such account.", "account")
        : organization.Tree.Nodes[node].State is not AccountState.Active ? Problem.Malformed("The account is not active.", "account")
        : null;

    private bool Audit(WriteScope scope, Caller caller, TenantId tenant, Act act)
    {
        var parameters = act.Account is { } account ? new JsonObject { ["accountId"] = account.Value } : [];
        scope.Add(new AuditRow
        {
            TenantId = tenant.Value,
            Time = scope.Now,
            RequestId = act.RequestId ?? settings.Ids.Uuid().ToString(),
            Account = caller.Account.Value,
            Arn = caller.Arn,
            Source = AuditSources.OfOwn(caller.AccessKeyId),
            EventName = act.Name,
            Record = AuditRecords.Envelope(act.Name, caller.Arn, caller.Account.Value, scope.Now, parameters).ToJsonString(),
        });
        return true;
    }

    /// <param name="RequestId">Null from the command line.</param>
    private sealed record Act(string Name, string? RequestId)
    {
        public AccountId? Account { get; init; }
    }
}
