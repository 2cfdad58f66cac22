using System.Text.RegularExpressions;
using Guildhall.App.Cloud;
using Guildhall.App.Governance;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Organizations;

/// <summary>What is asked for a link. vendor-integration.md 5.</summary>
public sealed record LinkDraft(AccountId Account, string Region, string AccessKeyId, Secret Secret)
{
    public string? Name { get; init; }

    public string? EmailPattern { get; init; }

    public bool Default { get; init; }
}

/// <summary>A link as it is listed: never with its secret.</summary>
public sealed record LinkedOrganization(string Id, string Name, string State, bool Default, string AccountId, string? TenantId, DateTimeOffset? LastSync, string? LastProblem);

/// <summary>The outcome of linking: the checks, and the link when they passed.</summary>
public sealed record LinkReport(IReadOnlyList<PreflightCheck> Checks, LinkedOrganization? Link);

/// <summary>Linking AWS organizations and stand-alone accounts that exist (mode Adopt).</summary>
public sealed partial class OrganizationLinks(Database database, Writer writer, Vault vault, AwsConnections connections, OrganizationSyncs syncs, IdSource ids, TimeProvider clock)
{
    private readonly LinkRows _rows = new(database);

    /// <summary>
    /// Checks, stores the key sealed, and reads the organization for the first time. Refused: a field is malformed, the account is linked already
    /// (<c>ALREADY_LINKED</c>), the first reading failed (then nothing stays). Failed checks are no refusal: they are in the report, and nothing is stored.
    /// A link that was cut off before its first reading had ended is taken up with what is given now (F-03).
    /// </summary>
    public async Task<Result<LinkReport>> LinkAsync(LinkDraft draft, CancellationToken cancellation)
    {
        if (Malformed(draft) is { } malformed) return malformed;
        var known = (await ListAsync(cancellation)).FirstOrDefault(l => l.AccountId == draft.Account.Value);
        if (known is { LastSync: not null }) return LinkRows.Already(draft.Account);
        var report = await AdoptPreflight.RunAsync(connections.With(draft.Account, draft.AccessKeyId, draft.Secret, draft.Region), draft.Account, cancellation);
        if (!report.Passed) return new LinkReport(report.Checks, null);
        if (known is not null && await ClearAsync(known, cancellation) is { } busy) return busy;
        if (report.OrganizationId is null) await writer.WriteAsync(scope => Standalone(scope, draft), cancellation);
        var link = await _rows.AddAsync(Row(draft, report), cancellation);
        if (link.Refused) return link.Problems;
        Fault.Point("link.stored");
        var synced = await FirstSyncAsync(link.Value, cancellation);
        if (synced.Refused) return synced.Problems;
        return new LinkReport(report.Checks, (await ListAsync(cancellation)).Single(l => l.Id == link.Value.Row.Id));
    }

    /// <summary>Makes way for a link that is made anew, unless somebody is reading the old one.</summary>
    private async Task<Problem?> ClearAsync(LinkedOrganization cut, CancellationToken cancellation)
    {
        if (await syncs.Leases.ClaimAsync(cut.Id, cancellation) is not { } lease)
            return Problem.Conflict("ALREADY_LINKED", $"Account {cut.AccountId} is being linked, or its linking was cut off less than two minutes ago. Look again then.");
        await using (lease) await _rows.RemoveAsync(new NewLink(lease.Link, null), cancellation);
        return null;
    }

    /// <summary>The new link is read under the lease that it was stored with, so that no server's own turn comes between.</summary>
    private async Task<Result<SyncReport>> FirstSyncAsync(NewLink link, CancellationToken cancellation)
    {
        var synced = await syncs.SyncAsync(syncs.Leases.Of(link.Row), default, cancellation);
        // A server that has just started takes all leases from those who seem to be gone.
        if (synced.Refused && synced.Problems[0].Code == OrganizationSyncs.RunningCode) synced = await syncs.SyncInTurnAsync(link.Row.Id, default, cancellation);
        if (synced.Refused) await _rows.RemoveAsync(link, CancellationToken.None);
        return synced;
    }

    public async Task<IReadOnlyList<LinkedOrganization>> ListAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.Links.AsNoTracking().OrderBy(l => l.CreatedAt).ToListAsync(cancellation);
        return [.. rows.Select(l => new LinkedOrganization(l.Id, l.Name, l.State, l.IsDefault, l.AccountId, l.TenantId, l.LastSync, l.LastProblem))];
    }

    /// <summary>The link with this id, organization id, account or name; null when there is none.</summary>
    public async Task<LinkedOrganization?> FindAsync(string text, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(l => l.Id == text || l.TenantId == text || l.AccountId == text || l.Name == text);

    private LinkRow Row(LinkDraft draft, PreflightReport report)
    {
        var id = "link-" + ids.Text("abcdefghijklmnopqrstuvwxyz234567", 13);
        return new LinkRow
        {
            Id = id,
            TenantId = report.OrganizationId is null ? draft.Account.Value : null,
            Name = draft.Name ?? report.OrganizationId ?? draft.Account.Value,
            AccountId = draft.Account.Value,
            Region = draft.Region,
            Mode = "Adopt",
            AccessKeyId = draft.AccessKeyId,
            EncryptedSecret = vault.Seal(draft.Secret, AwsConnections.PlaceOf(id)),
            EmailPattern = draft.EmailPattern,
            IsDefault = draft.Default,
            Simulated = !connections.Target.IsAws,
            State = LinkStates.Active,
            CreatedAt = clock.GetUtcNow(),
            LeaseUntil = clock.GetUtcNow() + LinkLeases.Length,
            Lease = 1,
        };
    }

    /// <summary>A stand-alone account is a tenant of its own, without any prerequisite (M-27).</summary>
    private static bool Standalone(WriteScope scope, LinkDraft draft)
    {
        var tenant = new TenantId(draft.Account.Value);
        if (scope.State(tenant) is not null) return false;
        var tree = OrganizationTree.Standalone(draft.Account, draft.Name ?? draft.Account.Value);
        var organization = new Organization { Tenant = tenant, ManagementAccount = draft.Account, Tree = tree };
        TenantRows.StageOrganization(scope, null, new TenantState(new PrivateMarketplace(organization)) { ReadAt = scope.Now }, TreeDifference.Between(null, tree));
        return true;
    }

    private static Problem? Malformed(LinkDraft draft) =>
        !AccountForm().IsMatch(draft.Account.Value) ? Problem.Malformed("The account must have 12 digits.", "account")
        : !AwsRegions.All.Contains(draft.Region) ? Problem.Malformed($"{draft.Region} is not a region of AWS.", "region")
        : draft.EmailPattern is { } pattern && !PatternForm().IsMatch(pattern) ? Problem.Malformed("The e-mail pattern must be an address with exactly one %s before the @, at most 56 characters.", "email-pattern")
        : null;

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"\A(?=.{1,56}\z)[^%@\s]*%s[^%@\s]*@[^%@\s]+\.[^%@\s]+\z")]
    private static partial Regex PatternForm();
}
