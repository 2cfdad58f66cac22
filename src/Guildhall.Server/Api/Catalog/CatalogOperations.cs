using Guildhall.App;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary>The operations of the Catalog API that are served. private-marketplace.md 1.1.</summary>
internal static class CatalogOperations
{
    public static IEnumerable<Operation> All(Installation guildhall) =>
    [
        StartChangeSet.Operation(guildhall.ChangeSets),
        DescribeChangeSet.Operation(guildhall.ChangeSetQueries),
        CancelChangeSet.Operation(guildhall.ChangeSets),
        DescribeEntity.Operation(guildhall.Entities),
    ];
}
