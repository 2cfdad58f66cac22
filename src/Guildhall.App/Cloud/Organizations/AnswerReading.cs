using System.Collections.Immutable;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>Turns answers of AWS Organizations into records whose ids have the right form; null means that one has not (S-53).</summary>
internal static class AnswerReading
{
    private const int LongestName = 256;

    public static DescribedOrganization? Organization(WireOrganization? wire) =>
        wire is { Id: { } id, MasterAccountId: { } management } && OrganizationIds.IsOrganization(id) && OrganizationIds.IsAccount(management)
            ? new DescribedOrganization(id, management, wire.FeatureSet == "ALL")
            : null;

    public static ListedAccount? Account(WireAccount? wire)
    {
        if (wire?.Id is not { } id || !OrganizationIds.IsAccount(id) || wire.Name is { Length: > LongestName } || wire.Email is { Length: > LongestName }) return null;
        // arn:aws:organizations::<management account>:account/<organization>/<account>
        var arn = wire.Arn?.Split(':') ?? [];
        if (arn.Length != 6 || arn[2] != "organizations" || !OrganizationIds.IsAccount(arn[4])) return null;
        var resource = arn[5].Split('/');
        if (resource is not ["account", var organization, var own] || own != id || !OrganizationIds.IsOrganization(organization)) return null;
        return Path(wire.Paths?.FirstOrDefault(), organization, id) is { } path
            ? new ListedAccount(id, arn[4], organization, wire.Name ?? id, wire.Email, State(wire), path)
            : null;
    }

    public static ListedUnit? Unit(WireUnit? wire) =>
        wire?.Id is { } id && OrganizationIds.IsUnit(id) && wire.Name is not { Length: > LongestName } && Path(wire.Path, organization: null, account: null) is { } path
            ? new ListedUnit(id, wire.Name ?? id, path)
            : null;

    public static string? Root(WireRoot? wire) => OrganizationIds.IsRoot(wire?.Id) ? wire!.Id : null;

    public static string? Parent(WireIdentified? wire) => OrganizationIds.IsRoot(wire?.Id) || OrganizationIds.IsUnit(wire?.Id) ? wire!.Id : null;

    public static string? AccountOf(WireIdentified? wire) => OrganizationIds.IsAccount(wire?.Id) ? wire!.Id : null;

    /// <summary>All items read, or null when one of them cannot be.</summary>
    public static Page<TOut>? Page<TIn, TOut>(TIn?[]? items, string? nextToken, Func<TIn?, TOut?> read)
        where TOut : class
    {
        var found = ImmutableArray.CreateBuilder<TOut>(items?.Length ?? 0);
        foreach (var item in items ?? [])
        {
            if (read(item) is not { } value) return null;
            found.Add(value);
        }

        return new Page<TOut>(found.DrainToImmutable(), string.IsNullOrEmpty(nextToken) ? null : nextToken);
    }

    /// <summary>The items that can be read; each of the others is told in a sentence that names it as far as its id is one line of plain text.</summary>
    public static Page<TOut> Sorted<TIn, TOut>(TIn?[]? items, string? nextToken, Func<TIn?, TOut?> read, Func<TIn?, string?> idOf)
        where TOut : class
    {
        var found = ImmutableArray.CreateBuilder<TOut>(items?.Length ?? 0);
        var strangers = ImmutableArray.CreateBuilder<string>();
        foreach (var item in items ?? [])
        {
            if (read(item) is { } value) found.Add(value);
            else strangers.Add($"AWS lists {Plain(idOf(item))} with ids that do not fit together; it needs review.");
        }

        return new Page<TOut>(found.DrainToImmutable(), string.IsNullOrEmpty(nextToken) ? null : nextToken) { Strangers = strangers.DrainToImmutable() };
    }

    private static string Plain(string? id) =>
        id is { Length: > 0 and <= 64 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? id : "a record without a proper id";

    /// <summary><c>State</c> first; <c>Status</c> only where it is absent, because it is leaving (aws-operations.md 0.1).</summary>
    private static AccountState State(WireAccount wire) => (wire.State ?? wire.Status) switch
    {
        "PENDING_ACTIVATION" => AccountState.PendingActivation,
        "ACTIVE" => AccountState.Active,
        "SUSPENDED" => AccountState.Suspended,
        "PENDING_CLOSURE" => AccountState.PendingClosure,
        "CLOSED" => AccountState.Closed,
        _ => AccountState.Unknown,
    };

    /// <summary>The root and OUs of <c>o-…/r-…/ou-…/</c>; empty when there is none, null when it has another form or names somebody else.</summary>
    private static ImmutableArray<string>? Path(string? text, string? organization, string? account)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !OrganizationIds.IsOrganization(parts[0]) || !OrganizationIds.IsRoot(parts[1])) return null;
        if (organization is not null && parts[0] != organization) return null;
        var units = parts.AsSpan(2);
        if (account is not null && units.Length > 0 && units[^1] == account) units = units[..^1];
        foreach (var unit in units)
        {
            if (!OrganizationIds.IsUnit(unit)) return null;
        }

        return [parts[1], .. units];
    }
}
