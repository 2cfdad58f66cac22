using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>A started set: its id, owner, and whether this call made it or an earlier one with the same token did.</summary>
public sealed record StartedChangeSet(ChangeSetId Id, AccountId Owner, bool New)
{
    public string Arn => Arns.ChangeSet(Owner, Id.Value);

    /// <summary>The set as it was stored, when this call made it.</summary>
    internal ChangeSetRow? Row { get; init; }
}

/// <summary>A checked set on its way into the store.</summary>
internal sealed record AcceptChangeSet(
    Caller Caller, TenantId Tenant, ChangeSetId Id, ImmutableArray<ShapedChange> Changes, ChangeSetDraft Draft, string RequestHash, string RequestId, TimeSpan Delay)
{
    /// <summary>Change sets of one account that have not ended. private-marketplace.md 8.</summary>
    public const int OpenLimit = 250;

    /// <summary>The code of the refusal for <see cref="OpenLimit"/>: the one quota that frees itself.</summary>
    internal const string TooManyOpen = "TOO_MANY_OPEN";

    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Checks 3, 7 and 8 of private-marketplace.md 2.1.1 on the current state, and stages the set, its locks, its token and its audit record; or answers
    /// with the refusal and stages nothing.
    /// </summary>
    public Result<StartedChangeSet> Decide(WriteScope scope)
    {
        var used = Draft.ClientRequestToken is { } token ? scope.FindToken(Caller.Account, token) : null;
        if (used is not null && scope.Now - used.UsedAt < TokenLife) return Replayed(scope, used);
        if (scope.State(Tenant) is not { } state) return Problem.NotFound("This account belongs to no linked organization.");
        ImmutableArray<Problem> problems = [.. Changes.SelectMany(c => Target(state, c))];
        if (!problems.IsEmpty) return problems;
        if (state.Open.Count(o => o.Value.Account == Caller.Account) >= OpenLimit)
            return Problem.Limit($"Account {Caller.Account} has {OpenLimit} change sets that have not ended; wait until one has.") with { Code = TooManyOpen };
        return Stage(scope, state, used);
    }

    private Result<StartedChangeSet> Replayed(WriteScope scope, RequestTokenRow used)
    {
        if (used.RequestHash != RequestHash)
            return Problem.Malformed("This ClientRequestToken was used with another request in the last 24 hours.", "ClientRequestToken");
        var set = scope.FindChangeSet(used.ChangeSetId)!;
        return new StartedChangeSet(new ChangeSetId(set.Id), new AccountId(set.Owner), New: false);
    }

    private IEnumerable<Problem> Target(TenantState state, ShapedChange change)
    {
        if (change.Entity is not { } entity) yield break;
        if (Targets.Revision(state.Marketplace, Caller.Actor, change.Type.Target, entity.Id) is not { } latest)
            yield return Problem.NotFound($"Change {change.Place + 1}: there is no {change.Type.Target} of this id.");
        else if (entity.Revision is { } given && given != latest)
            yield return Problem.Malformed($"{entity.Id} is at revision {latest}, not {given}.", "Entity.Identifier");
        else if (state.Locks.TryGetValue(entity.Id.Value, out var holder))
            yield return new Problem(ProblemKind.InUse, "ENTITY_IN_USE", $"{entity.Id} is locked by change set {holder}; try again when that has ended.") { ChangeSet = holder.Value };
    }

    private Result<StartedChangeSet> Stage(WriteScope scope, TenantState state, RequestTokenRow? usedToken)
    {
        var owner = Visibility.OwnerFor(Caller.Actor, state.Marketplace.Organization);
        string[] targets = [.. Changes.Select(c => c.Entity?.Id.Value).OfType<string>().Distinct(StringComparer.Ordinal)];
        var row = Row(scope.Now, owner);
        scope.Add(row);
        scope.Add(AuditRecords.OfAccepted(row));
        foreach (var target in targets)
        {
            scope.Add(new EntityLockRow { TenantId = Tenant.Value, EntityId = target, ChangeSetId = Id.Value });
            scope.Add(new ChangeSetEntityRow { ChangeSetId = Id.Value, EntityId = target });
        }

        StageToken(scope, usedToken);
        var tags = StageTags(scope, owner);
        scope.Put(state with
        {
            Locks = state.Locks.SetItems(targets.Select(t => KeyValuePair.Create(t, Id))),
            Open = state.Open.Add(Id, new OpenSet(Caller.Account, scope.Now, OpenSets.Principals(Changes.Select(c => c.Sent.Change)))),
            Tags = tags.IsEmpty ? state.Tags : state.Tags.SetItem(Arns.ChangeSet(owner, Id.Value), tags),
        });
        return new StartedChangeSet(Id, owner, New: true) { Row = row };
    }

    private ChangeSetRow Row(DateTimeOffset now, AccountId owner) => new()
    {
        Id = Id.Value,
        TenantId = Tenant.Value,
        Owner = owner.Value,
        Account = Caller.Account.Value,
        Arn = Caller.Arn,
        MarketplaceManager = Caller.MarketplaceManager,
        AccessKeyId = Caller.AccessKeyId,
        Name = Draft.Name ?? $"Submitted by {Caller.Account}",
        ValidateOnly = Draft.Intent == "VALIDATE",
        StartTime = now,
        NotBefore = now + Delay,
        LeaseUntil = now + Delay + Lease,
        RequestId = RequestId,
        Changes = StoredChanges.Write([.. Changes.Select(StoredChange.Of)]),
    };

    private void StageToken(WriteScope scope, RequestTokenRow? used)
    {
        if (Draft.ClientRequestToken is not { } token) return;
        var row = new RequestTokenRow { Account = Caller.Account.Value, Token = token, RequestHash = RequestHash, ChangeSetId = Id.Value, UsedAt = scope.Now };
        if (used is null) scope.Add(row);
        else scope.Write(rows => rows.Put(row));
    }

    private ImmutableSortedDictionary<string, string> StageTags(WriteScope scope, AccountId owner)
    {
        var tags = (Draft.Tags ?? []).ToImmutableSortedDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        foreach (var (key, value) in tags)
            scope.Add(new TagRow { TenantId = Tenant.Value, ResourceArn = Arns.ChangeSet(owner, Id.Value), Key = key, Value = value });
        return tags;
    }
}
