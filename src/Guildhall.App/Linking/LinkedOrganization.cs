using System.Collections.Immutable;
using Guildhall.App.Effects;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking;

/// <summary>A link as it is listed: never with its secret.</summary>
public sealed record LinkedOrganization(string Id, string Name, string State, bool Default, string AccountId, string? TenantId, DateTimeOffset? LastSync, string? LastProblem)
{
    public required LinkMode Mode { get; init; }

    public required string Region { get; init; }

    /// <summary>How it is reached; null when the credentials were forgotten.</summary>
    public required CredentialKind? Credentials { get; init; }

    /// <summary>The role that is taken on; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The first four and last four characters of the stored key; empty when there is none.</summary>
    public required string MaskedKey { get; init; }

    /// <summary>How it is reached, in a line: the masked key, the role's name, or both.</summary>
    public string ReachedBy => Credentials switch
    {
        CredentialKind.Key => MaskedKey,
        CredentialKind.Role => "Role " + RoleName,
        CredentialKind.KeyedRole => $"Role {RoleName} by {MaskedKey}",
        CredentialKind.Ambient => CredentialWords.TitleOf(CredentialKind.Ambient),
        _ => "",
    };

    private string RoleName => RoleArn?.Split('/')[^1] ?? "";

    public string? EmailPattern { get; init; }

    /// <summary>Linked to the simulated AWS or another endpoint of the operator's, never to AWS itself.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The ETag.</summary>
    public required long Version { get; init; }

    /// <summary>Since when AWS takes its credentials no more; null while it does.</summary>
    public AccessLoss? AccessLost { get; init; }

    /// <summary>The last time that everything was checked; null before the first.</summary>
    public LastCheck? LastPreflight { get; init; }

    /// <summary>Since when its key is in force; null without one.</summary>
    public DateTimeOffset? KeySince { get; init; }

    /// <summary>As of <see cref="Links.Aged"/>.</summary>
    public KeyAge KeyAge { get; init; }

    /// <summary>When AWS last delivered something new of its billing report; null before the first delivery.</summary>
    public DateTimeOffset? LastReport { get; init; }

    /// <summary>Since when nothing new of its billing report has come, where that is a day and a half: the last delivery, or the link's beginning; null otherwise.</summary>
    public DateTimeOffset? ReportLateSince { get; init; }

    /// <summary>Whether a person should look: it was not set up, its access is lost, a check of the last preflight failed, its key is too old, its billing report does not come. vendor-integration.md 2.1, 9, 15.2.</summary>
    public bool NeedsAttention => State != LinkStates.Removed && (State == LinkStates.Degraded || AccessLost is not null || KeyAge == KeyAge.Aged || LastPreflight is { Passed: false } || ReportLateSince is not null);
}

/// <summary>AWS takes the credentials of a link no more. vendor-integration.md 9.</summary>
/// <param name="Reason">Why, and what helps.</param>
public sealed record AccessLoss(DateTimeOffset Since, string Reason);

/// <summary>A preflight, in short.</summary>
/// <param name="Passed">Whether no check failed.</param>
public sealed record LastCheck(DateTimeOffset At, bool Passed);

/// <summary>Everything about a link that may be shown. vendor-integration.md 3, 9.</summary>
public sealed record LinkDetail(LinkedOrganization Link, LinkSettings Settings)
{
    public required bool HasSecret { get; init; }

    /// <summary>The last four characters of the key's id.</summary>
    public required string KeyLast4 { get; init; }

    public DateTimeOffset? KeyCreatedAt { get; init; }

    /// <summary>When the key has been used long enough; null when nobody asks for new keys, or there is none.</summary>
    public DateTimeOffset? KeyUntil { get; init; }

    public DateTimeOffset? LastVerifiedAt { get; init; }

    /// <summary>What the role's trust policy asks for; null without a role.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Until then what was in force before the last change can be taken back; null when there is nothing.</summary>
    public DateTimeOffset? FormerKeyUntil { get; init; }

    /// <summary>How it was reached then.</summary>
    public CredentialKind? FormerKind { get; init; }

    public required string ReportBucket { get; init; }

    public required string ReportBucketRegion { get; init; }

    public required string ReportName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    /// <summary>What was, is or will be done on AWS for it, in order.</summary>
    public ImmutableArray<LinkStep> Steps { get; init; } = [];

    /// <summary>Steps that wait for a person, or that this AWS does not know: <see cref="LinkRetry"/> tries them again.</summary>
    public bool MayRetry => Steps.Any(s => s.Skipped is not null || s.State is EffectState.Failed or EffectState.NeedsReview || s.Problem is not null);
}

/// <summary>One step of setting a link up.</summary>
/// <param name="Kind">As <see cref="Effect.Kind"/>.</param>
/// <param name="Title">In words.</param>
public sealed record LinkStep(string Kind, string Title, EffectState State)
{
    public int Attempts { get; init; }

    /// <summary>Why it has failed or waits; null otherwise.</summary>
    public string? Problem { get; init; }

    public string? AwsCode { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Why it was left out: the endpoint does not know the call. Null when it was not.</summary>
    public string? Skipped { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>The outcome of linking.</summary>
/// <param name="Checks">Of the preflight.</param>
/// <param name="Link">Null when a check failed: then nothing was stored.</param>
public sealed record LinkReport(IReadOnlyList<PreflightCheck> Checks, LinkedOrganization? Link);
