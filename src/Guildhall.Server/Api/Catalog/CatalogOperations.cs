using Guildhall.App;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary>The operations of the Catalog API that are served. private-marketplace.md 1.1.</summary>
internal static class CatalogOperations
{
    public static IEnumerable<Operation> All(Installation guildhall) => Served(guildhall).Select(operation => operation.Audited(guildhall.RefusedCalls));

    private static Operation[] Served(Installation guildhall) =>
    [
        StartChangeSet.Operation(guildhall.ChangeSets),
        DescribeChangeSet.Operation(guildhall.ChangeSetQueries),
        ListChangeSets.Operation(guildhall.ChangeSetQueries, guildhall.Options.Clock, TimeSpan.FromDays(guildhall.Options.RetentionDays)),
        CancelChangeSet.Operation(guildhall.ChangeSets),
        DescribeEntity.Operation(guildhall.Entities),
        BatchDescribeEntities.Operation(guildhall.Entities),
        ListEntities.Operation(guildhall.EntityLists),
        TagResource.Operation(guildhall.Tags),
        UntagResource.Operation(guildhall.Tags),
        ListTagsForResource.Operation(guildhall.Tags),
        PutResourcePolicy.Operation(guildhall.ResourcePolicies),
        GetResourcePolicy.Operation(guildhall.ResourcePolicies),
        DeleteResourcePolicy.Operation(guildhall.ResourcePolicies),
    ];
}
