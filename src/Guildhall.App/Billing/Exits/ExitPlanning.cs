using System.Collections.Immutable;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Calls;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Exits;

namespace Guildhall.App.Billing.Exits;

/// <summary>Planning the exit from a product that is paid for, changing and ending the plan. Nothing is cut off by it: it is a promise that is kept an eye on. mission.md M-39.</summary>
public sealed class ExitPlanning
{
    /// <summary>Plans of an organization that are neither done nor cancelled.</summary>
    public const int Most = 5_000;

    /// <summary>Accounts that one plan names.</summary>
    public const int MostAccounts = 1_000;

    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the plan meanwhile. Look at it again, then repeat your change.");

    private readonly Writer _writer;
    private readonly BilledProducts _billed;
    private readonly ExitWatch _watch;
    private readonly IdSource _ids;

    internal ExitPlanning(Writer writer, BilledProducts billed, ExitWatch watch, IdSource ids) => (_writer, _billed, _watch, _ids) = (writer, billed, watch, ids);

    /// <summary>
    /// A new plan; answers its id. Refused: a product that is not paid for or an organization beyond reach, one that a plan is under way for (<c>EXIT_PLANNED</c>), nobody to end it for,
    /// more than <see cref="Most"/> or than <see cref="MostAccounts"/>.
    /// </summary>
    /// <param name="viewer">Products that this account may not see are found by their code alone.</param>
    /// <param name="draft">As <see cref="ExitText.Read"/> gives it.</param>
    public async Task<Result<string>> AddAsync(BillingReach reach, AccountId viewer, ExitDraft draft, ActOrigin origin, CancellationToken cancellation)
    {
        if ((draft.Organization ?? reach.Tenant) is not { } tenant) return Problem.Malformed("Say of which organization.", "OrganizationId");
        var list = await Task.Run(() => _billed.Of(reach, tenant, viewer), cancellation);
        if (list.Refused) return list.Problems;
        var found = list.Value.Named(draft.Product);
        if (found.Refused) return Problem.Malformed(found.Problems[0].Message, nameof(ExitText.Product));
        var accounts = AccountsOf(found.Value, draft.Whose);
        if (accounts.Refused) return accounts.Problems;
        var id = _ids.Named("exit-");
        return await WriteAsync(scope => Add(scope, id, tenant, found.Value[0], accounts.Value, draft.Plan, origin), cancellation);
    }

    /// <summary>Changes its day and note, or ends it. Refused: not found, <c>STALE</c>, <c>EXIT_ENDED</c>, everything that is wrong in the text.</summary>
    /// <param name="text">What it does not say stays.</param>
    /// <param name="seen">The version that was seen; null for whoever does not mind.</param>
    public Task<Result<string>> ChangeAsync(BillingReach reach, string id, ExitText text, long? seen, ActOrigin origin, CancellationToken cancellation) => WriteAsync(scope =>
    {
        if (scope.Db.ExitPlans.Find(id) is not { } row || !reach.Covers(row.TenantId)) return ExitQueries.Missing;
        if (seen is { } version && version != row.Version) return Stale;
        if (row.State != ExitState.Planned) return Problem.Conflict("EXIT_ENDED", $"This plan is {(row.State == ExitState.Done ? "done" : "cancelled")}: make another one.");
        var change = text.Change(KeptExits.Of(row), DateOnly.FromDateTime(scope.Now.UtcDateTime));
        if (change.Refused) return change.Problems;
        var (plan, state) = change.Value;
        ExitTrail.Changed(scope, origin, row, plan, state);
        scope.Stage(_ =>
        {
            KeptExits.Write(row, plan);
            (row.State, row.UpdatedAt, row.UpdatedBy) = (state, scope.Now, origin.Who);
        });
        return id;
    }, cancellation);

    private static Result<string> Add(WriteScope scope, string id, string tenant, BilledProduct product, string accounts, ExitPlan plan, ActOrigin origin)
    {
        if (ClientKeys.Refusal(scope, origin) is { } used) return used;
        // What an earlier write of the same transaction began counts.
        scope.Db.SaveChanges();
        var open = scope.Db.ExitPlans.Where(p => p.TenantId == tenant && p.State == ExitState.Planned);
        if (open.Any(p => p.Code == product.Code)) return Problem.Conflict("EXIT_PLANNED", "An exit from this product is planned already: change that plan.") with { Member = nameof(ExitText.Product) };
        if (open.Count() >= Most) return Problem.Limit($"An organization has at most {Most:N0} exits planned.");
        var row = new ExitPlanRow
        {
            Id = id,
            TenantId = tenant,
            Code = product.Code,
            Name = product.BilledAs,
            Accounts = accounts,
            Note = "",
            PlannedAt = scope.Now,
            PlannedBy = origin.Who,
            PlannedFrom = origin.Account,
            UpdatedAt = scope.Now,
            UpdatedBy = origin.Who,
        };
        KeptExits.Write(row, plan);
        scope.Stage(db => db.Add(row));
        ClientKeys.Stage(scope, origin, id);
        ExitTrail.Planned(scope, origin, row);
        return id;
    }

    /// <summary>As they are stored.</summary>
    private static Result<string> AccountsOf(ImmutableArray<BilledProduct> products, ExitWhose whose)
    {
        if (whose == ExitWhose.All) return "";
        ImmutableArray<string> accounts =
        [
            .. products.SelectMany(p => p.Uses).Where(u => u.Cost.Units > 0 && (whose == ExitWhose.Paying || u.Standing == UseStanding.NotApproved)).Select(u => u.Account).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return accounts.Length switch
        {
            0 => Problem.Malformed(whose == ExitWhose.Paying ? "No account pays for it now." : "No account pays for it without approval.", nameof(ExitText.Whose)),
            > MostAccounts => Problem.Malformed($"A plan names at most {MostAccounts:N0} accounts: plan it for all.", nameof(ExitText.Whose)),
            _ => string.Join(' ', accounts),
        };
    }

    /// <summary>Whoever wrote sees the plan as it stands.</summary>
    private async Task<Result<string>> WriteAsync(Func<WriteScope, Result<string>> decide, CancellationToken cancellation)
    {
        var done = await _writer.WriteAsync(decide, cancellation);
        if (!done.Refused) _watch.Wake();
        return done;
    }
}
