using Guildhall.Domain;
using Guildhall.Domain.Access;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Changes;

/// <summary>Who sees and owns what. private-marketplace.md 1.4, 2.6, 4.14; what may not be seen does not exist.</summary>
public static class Visibility
{
    /// <summary>Administrators see everything of their tenant; other accounts see no experience.</summary>
    public static bool SeesExperiences(Actor actor, Organization organization) => actor.Administers(organization);

    /// <summary>Administrators see all requests, others their own account's.</summary>
    public static bool Sees(Actor actor, Organization organization, ProductRequest request) =>
        request.Requester == actor.Account || actor.Administers(organization);

    /// <summary>The account in the ARN of what an actor makes: the management account for administrators once there is an integration, else the actor's own.</summary>
    public static AccountId OwnerFor(Actor actor, Organization organization) =>
        actor.System || organization.StandingOf(actor.Account) != Standing.Member ? organization.ManagementAccount : actor.Account;

    /// <summary>Whether an entity of the marketplace may be seen: an experience with all that belongs to it, or a request.</summary>
    public static bool Sees(Actor actor, PrivateMarketplace marketplace, EntityId id) => marketplace.Requests.TryGetValue(id, out var request)
        ? Sees(actor, marketplace.Organization, request)
        : SeesExperiences(actor, marketplace.Organization);
}
