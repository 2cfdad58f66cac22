using Guildhall.App.Agreements;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary>One agreement with what the private marketplace says of it.</summary>
/// <param name="Product">Null when the catalogue does not have it, or the reader may not see it.</param>
public sealed record ShownAgreement(Agreement Agreement, TenantView Tenant, Product? Product)
{
    /// <summary>What would be decided now.</summary>
    public PurchaseDecision Now { get; init; }

    public required Page<ChargeRow> Charges { get; init; }

    /// <summary>Which part of the charges is shown.</summary>
    public required ListQuery Query { get; init; }

    public string Title => Product?.Title ?? Agreement.Product.Value;

    public string? Account => NameOf(Agreement.Acceptor);

    public bool Active => Agreement.Status == AgreementStatus.Active;

    /// <summary>Whether it would go on by itself at its end and is refused that as things stand.</summary>
    public bool RenewalRefused => Active && Agreement is { AutoRenew: true, End: not null } && Now.Decision == Decision.Deny;

    /// <summary>The experience that would have to approve the product for it to be renewed; null when none can.</summary>
    public Experience? Governing => Now.Experience is { } id ? Tenant.Marketplace.FindExperience(id) : null;

    /// <summary>Whether the product can be added to the experience that governs now.</summary>
    public bool CanAdd => Active && Governing is not null && Now.Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied;

    internal string? NameOf(AccountId account) => Tenant.Marketplace.Organization.Tree is var tree && tree.Find(account.Value) is { } node ? tree.Nodes[node].Name : null;

    /// <summary>What an experience is called; null when it is not there.</summary>
    internal string? NameOf(EntityId experience) => Tenant.Marketplace.FindExperience(experience)?.Name;
}
