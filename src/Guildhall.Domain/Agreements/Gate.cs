using Guildhall.Domain.Billing.Budgets;
using Guildhall.Domain.Governance;

namespace Guildhall.Domain.Agreements;

/// <summary>The decision that let an agreement be made, kept with it: from it and the history the reason can be found again. private-marketplace.md 5.3.</summary>
/// <param name="Experience">Which experience governed; null for none.</param>
/// <param name="Revision">Its revision at that instant; null without an experience.</param>
/// <param name="ReadAt">When the organization was last read, which the decision was made on.</param>
public sealed record GateDecision(ProductId Product, DecisionReason Reason, EntityId? Experience, int? Revision, DateTimeOffset At, DateTimeOffset ReadAt)
{
    /// <summary>The version of the tenant's state that was asked: among several servers it tells, where the clock cannot, whether a change was before the decision or after it.</summary>
    public long Version { get; init; }

    public bool Allows => Reason.Decision() == Decision.Allow;
}

/// <summary>The private marketplace at quote, acceptance, amendment and renewal. storefront-and-procurement.md B.10.</summary>
public static class Gate
{
    /// <summary>Whether a purchase is asked about at all: an amendment that adds nothing is none.</summary>
    public static bool Applies(Intent intent, bool adds) => intent != Intent.Amend || adds;

    /// <summary>What the private marketplace says of a purchase now.</summary>
    /// <param name="snapshot">The state that the purchase will be written on.</param>
    public static GateDecision Decide(GovernanceSnapshot snapshot, AccountId account, ProductId product, in OrganizationReading reading)
    {
        var decided = snapshot.Decide(account.Value, product.Value, reading);
        var revision = decided.Experience is { } governing ? snapshot.Marketplace.FindExperience(governing)?.Revision : null;
        return new GateDecision(product, decided.Reason, decided.Experience, revision, reading.Now, reading.Last) { Version = snapshot.Marketplace.Version };
    }

    /// <summary>Null when the decision allows; otherwise the refusal, with its reason and the way out.</summary>
    /// <param name="title">What the governing experience is called; null without one.</param>
    public static Problem? Refusal(GateDecision decision, AccountId account, string? title) => decision.Allows ? null : new Problem(ProblemKind.Forbidden, AgreementProblems.DeniedByPolicy, decision.Reason switch
    {
        DecisionReason.OrganizationUnreadable =>
            $"Whether account {account} may buy {decision.Product} cannot be told: its organization was last read too long ago, and what cannot be told is refused ({AgreementProblems.DeniedByPolicy}). Ask your administrator to have it read.",
        DecisionReason.ProductNotFound => $"Product {decision.Product} is not offered to account {account} any more ({AgreementProblems.DeniedByPolicy}). Ask its seller.",
        DecisionReason.AccountNotFound => $"Account {account} belongs to no organization or account linked to this marketplace ({AgreementProblems.DeniedByPolicy}). Ask your administrator to link it.",
        _ => $"Product {decision.Product} is {(decision.Reason == DecisionReason.ProductDenied ? "denied" : "not approved")} in the private marketplace{Named(title)} that governs account {account} ({AgreementProblems.DeniedByPolicy}). Ask your administrator or create a product request.",
    });

    /// <summary>The refusal of a purchase that a spent budget holds.</summary>
    public static Problem Held(PurchaseHold hold, AccountId account) => new(ProblemKind.Forbidden, AgreementProblems.DeniedByPolicy, Said(hold, account)) { Subject = new ProblemSubject("Budget", hold.Budget) };

    private static string Said(PurchaseHold hold, AccountId account) =>
        $"The budget \"{hold.Name}\" of account {account} is spent for {hold.Month}: new purchases need approval ({AgreementProblems.DeniedByPolicy}). Ask your administrator to allow purchases on the budget's page.";

    private static string Named(string? title) => title is null ? "" : $" \"{title}\"";
}
