using Guildhall.SimulatedAws.AccountSettings;
using Guildhall.SimulatedAws.Iam;
using Guildhall.SimulatedAws.Kms;
using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Quotas;
using Guildhall.SimulatedAws.Reports;
using Guildhall.SimulatedAws.S3;
using Guildhall.SimulatedAws.Sts;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Tests.SimulatedAws.Models;

/// <summary>What the simulation serves, by the names of the services' models.</summary>
internal static class ServedOperations
{
    /// <summary>Services that are called by methods and paths of their own: the CLI proves their limits (SimulatedStorageCliTests).</summary>
    public const string Storage = "s3";

    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "DELETE"];

    public static IEnumerable<(string Service, string Name)> All =>
    [
        .. StsOperations.All.Select(operation => ("sts", operation.Name)),
        .. OrganizationsOperations.All.Select(operation => ("organizations", operation.Name)),
        .. IamOperations.All.Select(operation => ("iam", operation.Name)),
        .. ReportOperations.All.Select(operation => ("cur", operation.Name)),
        .. ExportOperations.All.Select(operation => ("bcm-data-exports", operation.Name)),
        .. RegionOperations.All.Select(operation => ("account", operation.Name)),
        .. KmsOperations.All.Select(operation => ("kms", operation.Name)),
        .. QuotaOperations.All.Select(operation => ("service-quotas", operation.Name)),
        .. StorageNames().Select(name => (Storage, name)),
    ];

    /// <summary>Every operation of S3 that a method, a path and a sub-resource lead to.</summary>
    private static IEnumerable<string> StorageNames() =>
        from method in Methods
        from path in new[] { ("", ""), ("bucket", ""), ("bucket", "key") }
        from part in S3Operations.SubResources.Prepend("list-type").Prepend("")
        let query = new QueryCollection(part.Length == 0 ? new Dictionary<string, StringValues>() : new() { [part] = "" })
        let found = S3Operations.Find(method, path.Item1, path.Item2, query, new HeaderDictionary())
        where found is not null
        select found.Name;
}
