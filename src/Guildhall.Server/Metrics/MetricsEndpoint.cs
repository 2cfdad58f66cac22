using Guildhall.Server.Health;

namespace Guildhall.Server.Metrics;

/// <summary><c>/metrics</c>: what the collector has, as text. contract.md 4.</summary>
public static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints, MetricCollector collector, OperatorAccess access) =>
        endpoints.MapGet("/metrics", access.Only(context =>
        {
            context.Response.ContentType = MetricsText.ContentType;
            return context.Response.WriteAsync(MetricsText.Write(collector.Read()));
        }));
}
