using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Discovery;

/// <summary>
/// The Discovery API of AWS's marketplace, or of another Guildhall, as its caller. Each call is tried again by the connection's rule. storefront-and-procurement.md A.
/// </summary>
public sealed class DiscoveryClient(AwsConnection connection)
{
    /// <summary>A page of 100 listings has a few hundred kilobytes, the rate cards of a machine image by type and region some megabytes.</summary>
    private static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(60), 8 * 1024 * 1024);

    private readonly RestJsonApi _api = new(connection, AwsService.Discovery);

    /// <summary>Asks once, or for one page.</summary>
    /// <param name="token">Where the list is to go on; null from its beginning.</param>
    public Task<CloudAnswer<DiscoveryPage>> AskAsync(DiscoveryQuestion question, string? token, CancellationToken cancellationToken) =>
        _api.PostAsync(question.Operation.ToString(), PathOf(question.Operation), DiscoveryBodies.Of(question, token), Limits, body => DiscoveryPage.Read(question, body), cancellationToken);

    private static string PathOf(DiscoveryOperation operation)
    {
        var name = operation.ToString();
        return $"2026-02-05/{char.ToLowerInvariant(name[0])}{name[1..]}";
    }
}
