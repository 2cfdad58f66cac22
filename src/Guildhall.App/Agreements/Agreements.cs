using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Offers;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>
/// Buying: quotes, their acceptance, cancellation, purchase orders; whoever knocks (API, page, CLI). What comes of it is Guildhall's own record: nothing is bought at AWS by it
/// (decisions.md 35). storefront-and-procurement.md B.
/// </summary>
public sealed class Agreements
{
    private readonly Database _database;
    private readonly Marketplaces _marketplaces;
    private readonly Writer _writer;
    private readonly OfferQueries _offers;
    private readonly PurchaseGate _gate;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;
    private readonly AgreementSettings _settings;

    internal Agreements(Database database, Marketplaces marketplaces, Writer writer, OfferQueries offers, IdSource ids, TimeProvider clock, AgreementSettings settings)
    {
        (_database, _marketplaces, _writer, _offers) = (database, marketplaces, writer, offers);
        (_ids, _clock, _settings) = (ids, clock, settings);
        _gate = new PurchaseGate(marketplaces, settings.TreeAge);
    }

    /// <summary>
    /// What an offer would come to, kept for a day. Refusals in the order of B.4: the account or a right (forbidden), the form (malformed), a token used for something else (conflict), an
    /// unknown, expired or changed proposal, an agreement that is not the account's or has ended, the private marketplace, the terms, an agreement that is there already (conflict), too many
    /// open quotes (limit). Codes of malformed and forbidden ones are AWS's reasons.
    /// </summary>
    public async Task<Result<Quote>> QuoteAsync(Caller caller, QuoteRequest request, string requestId, CancellationToken cancellation)
    {
        if ((AgreementRights.Refused(caller, CreateQuote.Operation) ?? AccountRefused(caller.Account) ?? AgreementShapes.Quote(request)) is { } refused) return refused;
        Result<ProposedOffer>? proposed = request is { Intent: not Intent.Amend, Proposal: { } proposal }
            ? await ProposedOffer.FindAsync(_database, _marketplaces, _offers, caller.Account, proposal, _clock.GetUtcNow(), cancellation)
            : (Result<ProposedOffer>?)null;
        var create = new CreateQuote(caller, request, _ids.Quote(), proposed, _gate, _ids, requestId);
        return await _writer.WriteAsync(create.Decide, cancellation);
    }

    /// <summary>
    /// Makes a quote an agreement, or amends one by it. Accepting what is accepted gives the same agreement again. Refused: an unknown quote or another account's (not found), one that has
    /// expired, the private marketplace, which is asked again, an unknown charge, an agreement that has ended or was amended meanwhile.
    /// </summary>
    /// <param name="orders">Purchase order numbers for the quote's charges, if any.</param>
    public async Task<Result<AcceptedQuote>> AcceptAsync(Caller caller, string quote, ImmutableArray<PurchaseOrder> orders, string requestId, CancellationToken cancellation)
    {
        if (AcceptanceRefused(caller, !orders.IsEmpty) is { } forbidden) return forbidden;
        if ((AgreementShapes.QuoteId(quote) ?? (orders.IsEmpty ? null : AgreementShapes.Orders(orders, needed: false))) is { } malformed) return malformed;
        var accepted = await _writer.WriteAsync(new AcceptQuote(caller, quote, orders, _ids.Agreement(), _gate, requestId).Decide, cancellation);
        Fault.Point("agreement.accepted");
        if (!accepted.Refused && accepted.Value.New) _settings.Wake();
        return accepted;
    }

    /// <summary>Ends an agreement of the caller's account; one that is cancelled already stays so. Refused: not the account's (not found), ended otherwise, prepaid and accepted too long ago.</summary>
    public async Task<Result<string>> CancelAsync(Caller caller, string agreement, string requestId, CancellationToken cancellation)
    {
        if ((AgreementRights.Refused(caller, CancelAgreement.Operation, "Unsubscribe") ?? AgreementShapes.AgreementId(agreement)) is { } refused) return refused;
        return await _writer.WriteAsync(new CancelAgreement(caller, agreement, _settings.CancellationWindow, requestId).Decide, cancellation);
    }

    /// <summary>Sets purchase order numbers of charges, all or none. Refused: a charge that is not the account's (not found), a stale revision (conflict).</summary>
    public async Task<Result<int>> UpdatePurchaseOrdersAsync(Caller caller, ImmutableArray<PurchaseOrder> orders, string requestId, CancellationToken cancellation)
    {
        if ((AgreementRights.Refused(caller, UpdatePurchaseOrders.Operation) ?? AgreementShapes.Orders(orders, needed: true)) is { } refused) return refused;
        return await _writer.WriteAsync(new UpdatePurchaseOrders(caller, orders, requestId).Decide, cancellation);
    }

    /// <summary>Null when the account is one that a linked tenant has, and active.</summary>
    public Problem? AccountRefused(AccountId account) => AgreementRights.AccountRefused(_marketplaces.FindTenantOf(account)?.State, account);

    /// <summary>Accepting needs the right to subscribe too, and with purchase orders the right to those (B.2).</summary>
    public static Problem? AcceptanceRefused(Caller caller, bool withOrders) =>
        AgreementRights.Refused(caller, AcceptQuote.Operation, "Subscribe") ?? (withOrders ? AgreementRights.Refused(caller, UpdatePurchaseOrders.Operation) : null);
}

/// <summary>Settings of purchases.</summary>
/// <param name="TreeAge">How old the last reading of an organization may be.</param>
/// <param name="CancellationWindow">How long after its acceptance a prepaid agreement may be cancelled.</param>
/// <param name="Wake">Called when there is something to provision.</param>
internal sealed record AgreementSettings(TimeSpan TreeAge, TimeSpan CancellationWindow, Action Wake);
