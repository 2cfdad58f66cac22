using System.Text.Json.Nodes;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.Server.Api.V1.Vendors;

/// <summary>Links and preflights as commands print them and the API answers them. contract.md 2. Never with a secret.</summary>
internal static class OrganizationAnswers
{
    public static object Of(LinkedOrganization link) => new
    {
        link.Id,
        link.Name,
        link.State,
        @default = link.Default,
        link.AccountId,
        organizationId = link.TenantId,
        mode = link.Mode.ToString().ToLowerInvariant(),
        link.Region,
        credentials = WordOf(link),
        link.RoleArn,
        accessKeyId = link.MaskedKey,
        link.EmailPattern,
        link.Simulated,
        link.LastSync,
        link.LastProblem,
        link.LastReport,
        link.ReportLateSince,
        link.NeedsAttention,
        link.AccessLost,
        link.LastPreflight,
        keyAge = WordOf(link.KeyAge),
        link.Version,
    };

    public static object Of(LinkDetail detail) => new
    {
        detail.Link.Id,
        detail.Link.Name,
        detail.Link.State,
        @default = detail.Link.Default,
        detail.Link.AccountId,
        organizationId = detail.Link.TenantId,
        mode = detail.Link.Mode.ToString().ToLowerInvariant(),
        detail.Link.Region,
        credentials = WordOf(detail.Link),
        detail.Link.RoleArn,
        detail.ExternalId,
        accessKeyId = detail.Link.MaskedKey,
        detail.HasSecret,
        detail.KeyLast4,
        detail.KeyCreatedAt,
        detail.KeyUntil,
        keyAge = WordOf(detail.Link.KeyAge),
        detail.LastVerifiedAt,
        detail.Link.EmailPattern,
        detail.Link.Simulated,
        settings = new { detail.Settings.Parent, detail.Settings.Policies, detail.Settings.RoleName, detail.Settings.SeesBilling, detail.Settings.Tags, detail.Settings.Currency, detail.Settings.NeedsApproval, detail.Settings.ClosesByTwo },
        report = new { name = detail.ReportName, bucket = detail.ReportBucket, region = detail.ReportBucketRegion },
        steps = detail.Steps.Select(s => new { kind = s.Kind, title = s.Title, state = s.State.ToString().ToLowerInvariant(), s.Attempts, s.Problem, s.AwsCode, s.RequestId, s.Skipped, s.EndedAt }),
        detail.Link.LastSync,
        detail.Link.LastProblem,
        detail.Link.LastReport,
        detail.Link.ReportLateSince,
        detail.Link.NeedsAttention,
        detail.Link.AccessLost,
        detail.Link.LastPreflight,
        detail.Link.Version,
    };

    private static string WordOf(KeyAge age) => age.ToString().ToLowerInvariant();

    public static object Of(LinkDraft draft) => new { draft.Id, accountId = draft.Account, draft.Name, draft.UpdatedBy, draft.UpdatedAt };

    /// <summary>A form that was left half filled.</summary>
    public static object Of(LinkForm draft) => new
    {
        id = draft.DraftId,
        accountId = draft.Account,
        draft.Region,
        credentials = CredentialWords.Of(draft.Credentials),
        draft.RoleArn,
        draft.AccessKeyId,
        hasSecret = draft.Secret is not null,
        draft.EmailPattern,
        @default = draft.Default,
        draft.Name,
        mode = draft.Mode.ToString().ToLowerInvariant(),
        draft.Integrate,
    };

    /// <summary>What the role's trust policy must say.</summary>
    public static object Of(string account, RoleTrust trust) => new { accountId = account, trust.ExternalId, trust.Principal, trustPolicy = JsonNode.Parse(trust.Json()) };

    private static string? WordOf(LinkedOrganization link) => link.Credentials is { } kind ? CredentialWords.Of(kind) : null;

    public static IEnumerable<object> Of(IEnumerable<PreflightCheck> checks) =>
        checks.Select(c => (object)new { id = c.Id, result = c.Result.ToString().ToLowerInvariant(), message = c.Message, c.Repair, c.Enables, c.AwsCode, c.RequestId, c.Call, c.Milliseconds });

    public static IEnumerable<Problem> Failed(IEnumerable<PreflightCheck> checks) =>
        checks.Where(c => c.Result == CheckResult.Fail).Select(c => Problem.Conflict(c.Id, $"{c.Id}: {c.Message}{(c.Repair is null ? "" : " " + c.Repair)}"));
}
