using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Wire.Policies;

namespace Guildhall.App.Experiences;

/// <summary>An entity as DescribeEntity shows it. <paramref name="WriteDetails"/> writes its details document.</summary>
public sealed record DescribedEntity(string Type, string Id, int Revision, string Name, string Arn, DateTimeOffset LastModified, Action<Utf8JsonWriter> WriteDetails);

/// <summary>Reading entities from memory: never touches the database. private-marketplace.md 2.5, 2.6, 4.14.</summary>
public sealed class EntityQueries(Marketplaces marketplaces)
{
    private const string Describe = "aws-marketplace:DescribeEntity";

    /// <summary>
    /// One entity or product by id, without revision. Access is asked before existence, and what the caller may not see does not exist.
    /// A resource policy of the entity may open it to other accounts of any tenant (2.7).
    /// </summary>
    public Result<DescribedEntity> DescribeEntity(Caller caller, string id)
    {
        var view = marketplaces.FindTenantOf(caller.Account);
        if (view is not null && Entities.Find(view.Marketplace, new EntityId(id)) is { } own && Visible(caller, view, own))
            return Check(caller, view, own.Arn) ?? (Result<DescribedEntity>)own;
        if (Shared(caller, id) is { } shared) return shared;
        if (marketplaces.Catalogue.Find(new ProductId(id)) is { } product && product.VisibleTo(caller.Account))
        {
            var described = ProductEntities.Of(product, caller.Account);
            return Check(caller, view, described.Arn) ?? (Result<DescribedEntity>)described;
        }

        return Check(caller, view, Arns.Entity(caller.Account, "*", id)) ?? Problem.NotFound($"There is no entity {id}.");
    }

    private static bool Visible(Caller caller, TenantView view, DescribedEntity entity) =>
        view.Marketplace.Requests.TryGetValue(new EntityId(entity.Id), out var request)
            ? Visibility.Sees(caller.Actor, view.Marketplace.Organization, request)
            : Visibility.SeesExperiences(caller.Actor, view.Marketplace.Organization);

    private static Problem? Check(Caller caller, TenantView? view, string arn) =>
        Authorization.Check(caller, Describe, arn, new MarketplaceKeys { ResourceTags = view?.State.Tags.GetValueOrDefault(arn) });

    /// <summary>An entity of any tenant whose resource policy lets the caller in; from another account the caller's own policies must allow too.</summary>
    private Result<DescribedEntity>? Shared(Caller caller, string id)
    {
        foreach (var view in marketplaces.All)
        {
            if (view.State.ResourcePolicies.IsEmpty || Entities.Find(view.Marketplace, new EntityId(id)) is not { } entity) continue;
            if (view.State.ResourcePolicies.TryGetValue(entity.Arn, out var policy) && ResourceAllows(caller, entity.Arn, policy)) return entity;
        }

        return null;
    }

    private static bool ResourceAllows(Caller caller, string arn, string policy)
    {
        var request = new PolicyRequest { PrincipalArn = caller.Arn, PrincipalAccount = caller.Account.Value, Action = Describe, Resource = arn };
        var owner = Arns.Parse(arn)!.Value.Owner.Value;
        return caller.Policies.Evaluate(request, ResourcePolicies.Compile(policy, owner)).IsAllowed;
    }
}
