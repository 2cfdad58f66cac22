using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Agreements;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Changes;

/// <summary>Who would be affected by a change set, had it been applied. Computed by the same run as the change itself, and thrown away.</summary>
/// <param name="Before">The state the preview started from.</param>
/// <param name="After">The state it would lead to.</param>
/// <param name="Accounts">The accounts for which something differs, in the order of the tree.</param>
public sealed record Preview(GovernanceSnapshot Before, GovernanceSnapshot After, ImmutableArray<AffectedAccount> Accounts)
{
    /// <summary>The sets it is the effect of.</summary>
    public IReadOnlyList<ChangeSetDraft> Drafts { get; init; } = [];

    /// <summary>Accounts whose governing experience changes.</summary>
    public int Governors { get; } = Accounts.Count(a => a.Governor);

    /// <summary>Permissions to buy one product in one account that appear.</summary>
    public long Gained { get; } = Accounts.Sum(a => (long)a.Products.Gained);

    /// <summary>Permissions that disappear.</summary>
    public long Lost { get; } = Accounts.Sum(a => (long)a.Products.Lost);

    /// <summary>The active agreements that it concerns; null where nobody asked, or the caller may not see agreements.</summary>
    public AgreementEffect? Agreements { get; init; }

    /// <summary>What is paid for and loses its approval, or is denied; null where nobody asked, or the caller may not read the organization's spend.</summary>
    public SpendEffect? Spend { get; init; }
}

/// <summary>What-if: for pages, own API and CLI alike.</summary>
public sealed class Previews(Marketplaces marketplaces, InUse inUse, PaidInUse paid, RunSettings settings, TimeProvider clock)
{
    /// <summary>
    /// The effect of a set on accounts and on what they use. Refused as StartChangeSet and the run would refuse it; logos are not fetched, since they concern nobody's
    /// permissions.
    /// </summary>
    public Task<Result<Preview>> OfAsync(Caller caller, ChangeSetDraft draft, CancellationToken cancellation) => OfAllAsync(caller, [draft], cancellation);

    /// <summary>The effect of several sets, each run on what the one before it left. Refused as the first that would be refused.</summary>
    public Task<Result<Preview>> OfAllAsync(Caller caller, IReadOnlyList<ChangeSetDraft> drafts, CancellationToken cancellation) =>
        WithUseAsync(caller, OfAll(caller, drafts), cancellation);

    /// <summary>The same without what is in use: for whoever asks only what it leads to, or why it would be refused.</summary>
    public Result<Preview> Of(Caller caller, ChangeSetDraft draft) => OfAll(caller, [draft]);

    /// <summary>An effect with the agreements and the spend that it concerns, as far as the caller may see either.</summary>
    public async Task<Preview> WithUseAsync(Caller caller, Preview effect, CancellationToken cancellation) =>
        effect with
        {
            Agreements = await inUse.ConcernedAsync(caller, effect.Before, effect.After, effect.Accounts, cancellation),
            Spend = paid.Concerned(caller, effect.Before, effect.After, effect.Accounts),
        };

    /// <summary>The same of an effect that may have been refused.</summary>
    public async Task<Result<Preview>> WithUseAsync(Caller caller, Result<Preview> effect, CancellationToken cancellation) =>
        effect.Refused ? effect : await WithUseAsync(caller, effect.Value, cancellation);

    internal Result<Preview> OfAll(Caller caller, IReadOnlyList<ChangeSetDraft> drafts)
    {
        var view = marketplaces.FindTenantOf(caller.Account);
        var state = view?.Marketplace;
        foreach (var draft in drafts)
        {
            var shape = ChangeSetShape.Check(draft);
            if (shape.Refused) return shape.Problems;
            if (view is null) return Outside(caller);
            var next = After(caller, view.State, state!, draft, shape.Value);
            if (next.Refused) return next.Problems;
            state = next.Value;
        }

        return view is null ? Outside(caller) : Between(view.Governance, state!) with { Drafts = drafts };
    }

    private Result<PrivateMarketplace> After(Caller caller, TenantState tenant, PrivateMarketplace state, ChangeSetDraft draft, IReadOnlyList<ShapedChange> changes)
    {
        var tags = (draft.Tags ?? []).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        var refused = ChangeSetRights.Check(caller, tenant, changes, draft.Intent ?? "APPLY", tags);
        if (!refused.IsEmpty) return refused.Values.First();
        var plan = PlannedSet.Of([.. changes.Select(StoredChange.Of)], settings.Ids);
        var context = new RunContext(caller.Actor, clock.GetUtcNow(), settings.Ids, marketplaces.Catalogue)
        {
            AcceptUnknownProducts = settings.AcceptUnknownProducts,
            Logos = LogosOf(plan),
        };
        return ChangeRun.Run(state, plan.InOrder, context) switch
        {
            ChangeOutcome.Succeeded succeeded => succeeded.After,
            ChangeOutcome.Failed failed => failed.Problems.Values.SelectMany(p => p).ToImmutableArray(),
            _ => throw new InvalidOperationException("A run has two outcomes."),
        };
    }

    private static Problem Outside(Caller caller) => Problem.Forbidden($"Account {caller.Account} belongs to no organization or account linked to this marketplace.");

    /// <summary>What differs for accounts between a state and one that follows it.</summary>
    internal static Preview Between(GovernanceSnapshot before, PrivateMarketplace next)
    {
        var after = before.With(next);
        return new Preview(before, after, Difference.Between(before, after).Accounts);
    }

    private static ImmutableDictionary<string, LogoCopy> LogosOf(PlannedSet plan) =>
        plan.Changes.Select(c => BrandingLogo.NamedBy(c.Sent.Change)).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToImmutableDictionary(url => url, url => new LogoCopy(url, null));
}
