using Guildhall.App.Store;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Edge;

/// <summary>Answers for everything that is not an AWS operation while the database is busy or away: 429 or 503, never 500. security.md F-20, F-21, F-24.</summary>
internal static class StoreOutages
{
    public static void UseStoreOutages(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && StoreUnavailableException.Of(exception) is { } unavailable)
        {
            await ApiErrors.WriteAsync(context, context.TraceIdentifier, unavailable);
        }
    });
}
