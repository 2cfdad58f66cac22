using System.Text.Json.Serialization;
using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Accounts;

/// <summary>AWS Account Management. Each method is one call, tried again by the connection's rule.</summary>
public sealed partial class AccountsClient(AwsConnection connection)
{
    private readonly RestJsonApi _api = new(connection, AwsService.Accounts);

    /// <summary>Whether the calling account may use the region: <c>ENABLED</c>, <c>ENABLED_BY_DEFAULT</c>, <c>ENABLING</c>, <c>DISABLING</c>, <c>DISABLED</c>.</summary>
    public async Task<CloudAnswer<string>> GetRegionOptStatusAsync(string region, CancellationToken cancellationToken)
    {
        var answer = await _api.PostAsync(
            "GetRegionOptStatus", "getRegionOptStatus", new RegionInput(region), RegionShapes.Default.RegionInput, RegionShapes.Default.RegionOutput, cancellationToken);
        return answer.Select<string>(output => output.RegionOptStatus is { Length: > 0 and <= 64 } status ? status : CloudProblem.Garbled("AWS names no state of the region."));
    }
}

internal sealed record RegionInput(string RegionName);

internal sealed record RegionOutput(string? RegionOptStatus);

[JsonSourceGenerationOptions(MaxDepth = 32)]
[JsonSerializable(typeof(RegionInput))]
[JsonSerializable(typeof(RegionOutput))]
internal sealed partial class RegionShapes : JsonSerializerContext;
