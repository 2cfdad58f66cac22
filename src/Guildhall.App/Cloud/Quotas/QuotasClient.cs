using System.Text.Json.Serialization;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Quotas;

/// <summary>A quota by its name: codes can change (vendor-integration.md P11).</summary>
public sealed record Quota(string Name, double Value);

/// <summary>AWS Service Quotas. Each method is one call, tried again by the connection's rule.</summary>
public sealed class QuotasClient(AwsConnection connection)
{
    private readonly JsonApi _api = new(connection, AwsService.Quotas, "ServiceQuotasV20190624");

    public async Task<CloudAnswer<Page<Quota>>> ListServiceQuotasAsync(string service, string? nextToken, CancellationToken cancellationToken)
    {
        var answer = await _api.CallAsync("ListServiceQuotas", new QuotaPageInput(service, nextToken), QuotaShapes.Default.QuotaPageInput, QuotaShapes.Default.QuotasOutput, cancellationToken);
        return answer.Select<Page<Quota>>(output =>
            AnswerReading.Page(output.Quotas, output.NextToken, wire => wire is { QuotaName: { } name } ? new Quota(name, wire.Value) : null) is { } page
                ? page
                : CloudProblem.Garbled("AWS lists a quota without a name."));
    }
}

internal sealed record QuotaPageInput(string ServiceCode, string? NextToken, int MaxResults = 100);

internal sealed record WireQuota(string? QuotaName, double Value);

internal sealed record QuotasOutput(WireQuota?[]? Quotas, string? NextToken);

[JsonSourceGenerationOptions(MaxDepth = 32, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuotaPageInput))]
[JsonSerializable(typeof(QuotasOutput))]
internal sealed partial class QuotaShapes : JsonSerializerContext;
