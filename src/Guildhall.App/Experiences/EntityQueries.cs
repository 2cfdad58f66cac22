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

    private static readonly Problem Missing = Problem.NotFound("There is no entity of this id.");

    /// <summary>
    /// One entity or product by id, without revision. Access is asked before existence, and what the caller may not see does not exist.
    /// A resource policy of the entity may open it to other accounts of any tenant (2.7).
    /// </summary>
    public Result<DescribedEntity> DescribeEntity(Caller caller, string id)
    {
        var view = marketplaces.FindTenantOf(caller.Account);
        if (view is not null && Entities.Find(view.Marketplace, new EntityId(id)) is { } own && Visibility.Sees(caller.Actor, view.Marketplace, new EntityId(id)))
            return Check(caller, view, own.Arn) ?? (Result<DescribedEntity>)own;
        if (Shared(caller, id) is { } shared) return shared;
        if (marketplaces.Catalogue.Find(new ProductId(id)) is { } product && product.VisibleTo(caller.Account))
        {
            var described = ProductEntities.Of(product, caller.Account);
            return Check(caller, view, described.Arn) ?? (Result<DescribedEntity>)described;
        }

        return Check(caller, view, Arns.Entity(caller.Account, "*", id)) ?? Missing;
    }

    /// <summary>
    /// Why the caller may not read what the ARN names (<c>*</c> for all of a type); null when it may. The caller's own policies decide, and the entity's where it
    /// has one: it may allow within its account, and deny anybody.
    /// </summary>
    public static Problem? Check(Caller caller, TenantView? view, string arn)
    {
        var keys = new MarketplaceKeys { ResourceTags = view?.State.Tags.GetValueOrDefault(arn) };
        var policy = view is { State.ResourcePolicies.IsEmpty: false } ? view.State.ResourcePolicies.GetValueOrDefault(arn) : null;
        return policy is null ? Authorization.Check(caller, Describe, arn, keys) : Authorization.Check(caller, Describe, arn, keys, CompiledPolicies.Of(policy, OwnerOf(arn)));
    }

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
        return caller.Policies.Evaluate(request, CompiledPolicies.Of(policy, OwnerOf(arn))).IsAllowed;
    }

    private static string OwnerOf(string arn) => Arns.Parse(arn)!.Value.Owner.Value;
}
