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
    /// <summary>
    /// Checks, stores the key sealed, and reads the organization for the first time. Refused: a field is malformed, the account is linked already, the
    /// first reading failed (then nothing stays). Failed checks are no refusal: they are in the report, and nothing is stored.
    /// </summary>
    public async Task<Result<LinkReport>> LinkAsync(LinkDraft draft, CancellationToken cancellation)
    {
        if (Malformed(draft) is { } malformed) return malformed;
        await using var db = database.Open();
        if (await db.Links.AnyAsync(l => l.AccountId == draft.Account.Value, cancellation))
            return Problem.Conflict("ALREADY_LINKED", $"Account {draft.Account} is linked already.");
        var report = await AdoptPreflight.RunAsync(connections.With(draft.Account, draft.AccessKeyId, draft.Secret, draft.Region), draft.Account, cancellation);
        if (!report.Passed) return new LinkReport(report.Checks, null);
        var link = await StoreAsync(db, draft, report, cancellation);
        var synced = await syncs.SyncAsync(link.Id, cancellation);
        if (synced.Refused)
        {
            await db.Links.Where(l => l.Id == link.Id).ExecuteDeleteAsync(cancellation);
            return synced.Problems;
        }

        return new LinkReport(report.Checks, (await ListAsync(cancellation)).Single(l => l.Id == link.Id));
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

    private async Task<LinkRow> StoreAsync(GuildhallDb db, LinkDraft draft, PreflightReport report, CancellationToken cancellation)
    {
        var id = "link-" + ids.Text("abcdefghijklmnopqrstuvwxyz234567", 13);
        if (report.OrganizationId is null) await writer.WriteAsync(scope => Standalone(scope, draft), cancellation);
        var first = !await db.Links.AnyAsync(cancellation);
        var row = new LinkRow
        {
            Id = id,
            TenantId = report.OrganizationId is null ? draft.Account.Value : null,
            Name = draft.Name ?? report.OrganizationId ?? draft.Account.Value,
            AccountId = draft.Account.Value,
            Region = draft.Region,
            AccessKeyId = draft.AccessKeyId,
            EncryptedSecret = vault.Seal(draft.Secret, AwsConnections.PlaceOf(id)),
            EmailPattern = draft.EmailPattern,
            IsDefault = draft.Default || first,
            Simulated = !connections.Target.IsAws,
            State = LinkStates.Active,
            CreatedAt = clock.GetUtcNow(),
        };
        if (row.IsDefault) await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.IsDefault, false), cancellation);
        db.Links.Add(row);
        await db.SaveChangesAsync(cancellation);
        return row;
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
