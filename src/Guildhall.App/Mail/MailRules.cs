using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Calls;
using Guildhall.App.Events;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Domain.Linking;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Mail;

/// <summary>Who gets mail of which events, as it is shown.</summary>
public sealed record MailRule(string Id, string Tenant, EventChoice Choice, ImmutableArray<string> Recipients, DateTimeOffset CreatedAt, string CreatedBy);

/// <summary>Who gets mail: a setting per organization and experience. private-marketplace.md 8, 9.3.</summary>
public sealed class MailRules(Database database, Writer writer, IdSource ids)
{
    /// <summary>Recipients of one rule.</summary>
    public const int MostRecipients = 99;

    private const int MostOfOne = 100;
    private static readonly Problem Missing = Problem.NotFound("There is no such rule.");

    /// <summary>Those within reach, the oldest first.</summary>
    public async Task<IReadOnlyList<MailRule>> ListAsync(NotificationReach reach, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return [.. (await db.MailRules.AsNoTracking().Where(r => reach.Tenant == null || r.TenantId == reach.Tenant).OrderBy(r => r.CreatedAt).ToListAsync(cancellation)).Select(Of)];
    }

    /// <summary>The one of this id; not found when it is out of reach.</summary>
    public async Task<Result<MailRule>> FindAsync(NotificationReach reach, string id, CancellationToken cancellation) =>
        (await ListAsync(reach, cancellation)).FirstOrDefault(r => r.Id == id) is { } rule ? rule : Missing;

    /// <summary>A new rule: of what happens from now on. Refused: everything wrong with the addresses or types, an experience that the organization does not have.</summary>
    public async Task<Result<MailRule>> AddAsync(string tenant, EventChoice choice, IReadOnlyList<string> recipients, ActOrigin origin, CancellationToken cancellation)
    {
        ImmutableArray<string> addresses = [.. recipients.Select(r => r.Trim().ToLowerInvariant()).Where(r => r.Length > 0).Distinct(StringComparer.Ordinal)];
        if (Faults(choice, addresses).OfType<Problem>().ToImmutableArray() is { IsEmpty: false } problems) return problems;
        var id = ids.Named("mailrule-");
        return await writer.WriteAsync<Result<MailRule>>(
            scope =>
            {
                if (ClientKeys.Refusal(scope, origin) is { } used) return used;
                if (scope.State(new TenantId(tenant)) is not { } state) return Problem.NotFound("There is no such organization.");
                if (choice.Unknown(state.Marketplace) is { } unknown) return unknown;
                if (scope.Db.MailRules.Count(r => r.TenantId == tenant) >= MostOfOne) return Problem.Limit($"An organization has at most {MostOfOne} rules.");
                var row = new MailRuleRow
                {
                    Id = id,
                    TenantId = tenant,
                    ExperienceId = choice.Experience,
                    Types = string.Join('\n', choice.Types),
                    Recipients = string.Join('\n', addresses),
                    StartsAfter = scope.Db.Events.Max(e => (long?)e.Sequence) ?? 0,
                    CreatedAt = scope.Now,
                    CreatedBy = origin.Who,
                };
                scope.Stage(db => db.Add(row));
                ClientKeys.Stage(scope, origin, id);
                Audit(scope, "CreateMailRule", origin, row);
                return Of(row);
            },
            cancellation);
    }

    /// <summary>No more mail by this rule; not found when it is out of reach.</summary>
    public Task<Result<MailRule>> RemoveAsync(NotificationReach reach, string id, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync<Result<MailRule>>(
        scope =>
        {
            if (scope.Db.MailRules.Find(id) is not { } row || !reach.Covers(row.TenantId)) return Missing;
            scope.Stage(db => db.Remove(row));
            Audit(scope, "DeleteMailRule", origin, row);
            return Of(row);
        },
        cancellation);

    internal static IEnumerable<string> LinesOf(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<Problem?> Faults(EventChoice choice, ImmutableArray<string> addresses)
    {
        if (addresses.IsEmpty) yield return Problem.Malformed("Name at least one e-mail address.", "recipients");
        if (addresses.Length > MostRecipients) yield return Problem.Malformed($"A rule has at most {MostRecipients} recipients.", "recipients");
        if (addresses.FirstOrDefault(a => EmailAddress.Read(a, "recipients").Refused) is { } wrong) yield return Problem.Malformed($"\"{MailTexts.Line(wrong)}\" is no e-mail address of at most {EmailAddress.Longest} ASCII characters.", "recipients");
        yield return choice.Fault("events");
    }

    private static void Audit(WriteScope scope, string name, ActOrigin origin, MailRuleRow row) => scope.Add(PersonAudit.Of(name, origin with { Tenant = row.TenantId }, scope.Now, new JsonObject
    {
        ["mailRuleId"] = row.Id,
        ["events"] = row.Types.ReplaceLineEndings(", "),
        ["experienceId"] = row.ExperienceId,
        ["recipients"] = row.Recipients.ReplaceLineEndings(", "),
    }));

    private static MailRule Of(MailRuleRow row) =>
        new(row.Id, row.TenantId, new EventChoice(EventChoice.TypesIn(row.Types), row.ExperienceId), [.. LinesOf(row.Recipients)], row.CreatedAt, row.CreatedBy);
}
