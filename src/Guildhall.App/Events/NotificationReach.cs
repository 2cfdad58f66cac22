using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;

namespace Guildhall.App.Events;

/// <summary>Whose webhooks and mails somebody sees, and who decides about them: administrators those of their organization, whoever runs the machine all. security.md S-23.</summary>
/// <param name="Tenant">The organization; null for whoever runs the machine.</param>
public sealed record NotificationReach(string? Tenant)
{
    /// <summary>What a policy must allow to look at webhooks, who gets mail, and what is sent.</summary>
    public const string Read = "guildhall:ReadNotifications";

    /// <summary>What a policy must allow to change any of that.</summary>
    public const string Manage = "guildhall:ManageNotifications";

    public static NotificationReach Operator { get; } = new((string?)null);

    /// <summary>Refused: the account does not administer its organization.</summary>
    public static Result<NotificationReach> Of(Caller caller, Marketplaces marketplaces) =>
        marketplaces.FindTenantOf(caller.Account) is { } tenant && caller.Actor.Administers(tenant.Marketplace.Organization)
            ? new NotificationReach(tenant.State.Tenant.Value)
            : Problem.Forbidden("Only an account that administers its private marketplace decides who is told what happens.");

    public bool Covers(string tenant) => Tenant is null || Tenant == tenant;
}
