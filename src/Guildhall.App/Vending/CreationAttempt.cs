using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>One attempt at an order's account, as it begins.</summary>
internal sealed record CreationAttempt(EffectTurn Turn, OrderRow Order, CreationProgress Progress)
{
    /// <summary>Progress as it is kept when this attempt ends in order.</summary>
    public string Ended(CreationProgress progress) => OrderForms.Write(progress with { Ended = Turn.Entry.Attempts });

    public void Audit(WriteScope scope, IdSource ids, string name, JsonObject parameters)
    {
        parameters["orderId"] = Order.Id;
        OrderAudit.Stage(scope, name, Turn.Link.TenantId, ids.Uuid().ToString(), parameters);
    }
}

/// <summary>What the making of accounts needs of its surroundings.</summary>
/// <param name="Certainty">As <see cref="CreationRule.Certainty"/>.</param>
/// <param name="Poll">As <see cref="CreationRule.Poll"/>.</param>
internal sealed record CreationSettings(IdSource Ids, TimeProvider Clock, Marketplaces Marketplaces, TimeSpan Certainty, TimeSpan Poll)
{
    /// <summary>Accounts of the link's organization, for explanations.</summary>
    public int AccountsOf(LinkRow link) => Marketplaces.AccountsOf(link.TenantId);
}
