using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Calls;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Prices;

/// <summary>
/// Making, replacing and ending price rules. A rule that has priced a closed month is never edited in place: a new version starts, the one before ends the day
/// before. vendor-integration.md 15.4.
/// </summary>
public sealed class PriceRules
{
    /// <summary>Rules of an installation that hold on some day.</summary>
    public const int Most = 500;

    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the price rule meanwhile. Look at it again, then repeat your change.");

    private readonly Writer _writer;
    private readonly Marketplaces _marketplaces;
    private readonly IdSource _ids;

    internal PriceRules(Writer writer, Marketplaces marketplaces, IdSource ids) => (_writer, _marketplaces, _ids) = (writer, marketplaces, ids);

    /// <summary>A new rule; answers its id. Refused: a target that is not there or beyond reach, more than <see cref="Most"/>.</summary>
    /// <param name="draft">As <see cref="PriceRuleText.Read"/> gives it.</param>
    public Task<Result<string>> AddAsync(BillingReach reach, PriceRule draft, ActOrigin origin, CancellationToken cancellation)
    {
        var id = _ids.Named("price-");
        return _writer.WriteAsync<Result<string>>(
            scope =>
            {
                if (ClientKeys.Refusal(scope, origin) is { } used) return used;
                var rule = draft with { Id = id, Version = 1, Made = scope.Now, Tenant = TenantOf(reach, null) };
                if (new PriceTargets(scope.Db, _marketplaces, reach).Refusal(rule) is { } refusal) return refusal;
                if (PriceRuleRows.Holding(scope.Db).Select(r => r.Id).Distinct().Count() >= Most) return Problem.Limit($"There are at most {Most} price rules.");
                ClientKeys.Stage(scope, origin, id);
                Begin(scope, rule, null, origin, "CreatePriceRule");
                return id;
            },
            cancellation);
    }

    /// <summary>
    /// A new version from its first day on; what held from then is over the day before, or was never. Refused: not found, <c>STALE</c>, <c>RULE_ENDED</c>,
    /// <c>RULE_USED</c> when the first day lies in what statements were made of, and what <see cref="AddAsync"/> refuses.
    /// </summary>
    /// <param name="draft">Its prices hold for whom those of the version before did: a manager's version of an organization's rule stays that organization's.</param>
    /// <param name="seen">The version that was seen; null for whoever does not mind.</param>
    public Task<Result<string>> ReviseAsync(BillingReach reach, string id, PriceRule draft, int? seen, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, seen, origin, (scope, versions) =>
    {
        var before = PriceRuleRows.Of(versions[^1]);
        var rule = draft with { Id = id, Version = before.Version + 1, Made = scope.Now, Tenant = TenantOf(reach, before) };
        if (new PriceTargets(scope.Db, _marketplaces, reach).Refusal(rule) is { } refusal) return refusal;
        if (Used(scope, versions) is { } until && draft.From <= until) return UsedUntil(until, "The new version begins later");
        Cut(scope, versions, draft.From.AddDays(-1), origin);
        Begin(scope, rule, before, origin, "UpdatePriceRule");
        return null;
    }, cancellation);

    /// <summary>
    /// The rule holds no longer than to this day. Refused: not found, <c>STALE</c>, <c>RULE_ENDED</c>, <c>RULE_USED</c> when statements were made with it beyond that day, a day
    /// later than its last.
    /// </summary>
    /// <param name="until">Null: a rule that has not begun is taken out, another ends today.</param>
    public Task<Result<string>> EndAsync(BillingReach reach, string id, DateOnly? until, int? seen, ActOrigin origin, CancellationToken cancellation) => ChangeAsync(reach, id, seen, origin, (scope, versions) =>
    {
        var latest = PriceRuleRows.Of(versions[^1]);
        var today = DateOnly.FromDateTime(scope.Now.UtcDateTime);
        var last = until ?? (latest.From > today ? latest.From.AddDays(-1) : today);
        if (latest.Until < last) return Problem.Malformed($"The rule ends on {latest.Until:yyyy-MM-dd} already.", "Until");
        if (Used(scope, versions) is { } used && last < used) return UsedUntil(used, "It ends no earlier");
        Cut(scope, versions, last, origin);
        LinkAudit.Stage(scope, "EndPriceRule", origin, Trail(latest), new JsonObject { ["priceRuleId"] = id, ["version"] = latest.Version, ["before"] = Node(latest), ["until"] = $"{last:yyyy-MM-dd}" });
        return null;
    }, cancellation);

    private static Problem UsedUntil(DateOnly until, string then) =>
        Problem.Conflict("RULE_USED", $"Statements were made with this rule up to {until:yyyy-MM-dd}. {then}.") with { Member = "From" };

    private static DateOnly? Used(WriteScope scope, ImmutableArray<PriceRuleRow> versions)
    {
        var use = new PriceUse(scope.Db);
        return versions.Max(v => use.Until(v, PriceRuleRows.Of(v)));
    }

    /// <summary>No version holds beyond the day.</summary>
    private static void Cut(WriteScope scope, ImmutableArray<PriceRuleRow> versions, DateOnly last, ActOrigin origin)
    {
        foreach (var row in versions)
        {
            var rule = PriceRuleRows.Of(row);
            if (!PriceRuleRows.HoldsEver(rule) || rule.Until <= last) continue;
            var cut = rule with { Until = last < rule.From ? rule.From.AddDays(-1) : last };
            scope.Stage(_ => (row.Document, row.EndedAt, row.EndedBy) = (PriceRuleRows.Write(cut), scope.Now, origin.Who));
        }
    }

    /// <summary>Whose accounts alone a rule prices: those of its maker's organization; a manager's new version those that the version before did.</summary>
    internal static string? TenantOf(BillingReach reach, PriceRule? before) => reach.Tenant ?? before?.Tenant;

    /// <summary>In whose audit trail it stands: of the one organization that it can price.</summary>
    private static string? Trail(PriceRule rule) => rule.Tenant ?? (rule.Target.Kind == PriceTargetKind.Organization ? rule.Target.Value : null);

    private static JsonNode? Node(PriceRule? rule) => rule is null ? null : JsonNode.Parse(PriceRuleRows.Write(rule));

    private static void Begin(WriteScope scope, PriceRule rule, PriceRule? before, ActOrigin origin, string name)
    {
        var row = new PriceRuleRow { Id = rule.Id, Version = rule.Version, Document = PriceRuleRows.Write(rule), MadeAt = scope.Now, MadeBy = origin.Who };
        scope.Stage(db => db.Add(row));
        LinkAudit.Stage(scope, name, origin, Trail(rule), new JsonObject { ["priceRuleId"] = rule.Id, ["version"] = rule.Version, ["before"] = Node(before), ["rule"] = Node(rule) });
    }

    /// <param name="act">Answers why it is not done.</param>
    private Task<Result<string>> ChangeAsync(BillingReach reach, string id, int? seen, ActOrigin origin, Func<WriteScope, ImmutableArray<PriceRuleRow>, Problem?> act, CancellationToken cancellation) =>
        _writer.WriteAsync<Result<string>>(
            scope =>
            {
                if (ClientKeys.Refusal(scope, origin) is { } used) return used;
                ImmutableArray<PriceRuleRow> versions = [.. scope.Db.PriceRules.Where(r => r.Id == id).OrderBy(r => r.Version)];
                if (versions.IsEmpty || !new PriceTargets(scope.Db, _marketplaces, reach).Sees(PriceRuleRows.Of(versions[^1]))) return PriceQueries.Missing;
                var latest = PriceRuleRows.Of(versions[^1]);
                if (new PriceTargets(scope.Db, _marketplaces, reach).Refusal(latest) is { Kind: ProblemKind.Forbidden } forbidden) return forbidden;
                if (seen is { } version && version != latest.Version) return Stale;
                if (!PriceRuleRows.HoldsEver(latest) || latest.Until < DateOnly.FromDateTime(scope.Now.UtcDateTime)) return Problem.Conflict("RULE_ENDED", "The rule has ended. Add another one.");
                if (act(scope, versions) is { } problem) return problem;
                ClientKeys.Stage(scope, origin, id);
                scope.Stage(_ => versions[^1].Changes++);
                return id;
            },
            cancellation);
}
