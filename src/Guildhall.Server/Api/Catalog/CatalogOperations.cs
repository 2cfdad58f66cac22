using Guildhall.App.Changes;
using Guildhall.App.Experiences;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary>The operations of the Catalog API that are served. private-marketplace.md 1.1.</summary>
internal static class CatalogOperations
{
    public static IEnumerable<Operation> All(ChangeSets changeSets, ChangeSetQueries changeSetQueries, EntityQueries entities) =>
    [
        StartChangeSet.Operation(changeSets),
        DescribeChangeSet.Operation(changeSetQueries),
        CancelChangeSet.Operation(changeSets),
        DescribeEntity.Operation(entities),
    ];
}
