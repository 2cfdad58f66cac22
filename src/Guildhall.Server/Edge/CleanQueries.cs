using Guildhall.Domain;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Edge;

/// <summary>
/// Refuses queries with control characters, for everything that is not an AWS operation: no field of ours takes them, PostgreSQL cannot even compare with
/// NUL, and nothing of them is to be replaced silently. security.md F-62.
/// </summary>
internal static class CleanQueries
{
    public static void UseCleanQueries(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var foul = context.Request.Query.FirstOrDefault(field => IsFoul(field.Key) || field.Value.Any(IsFoul));
        return foul.Key is null
            ? next(context)
            : ApiErrors.WriteAsync(context, context.TraceIdentifier, Problem.Malformed("The query has control characters.", IsFoul(foul.Key) ? null : foul.Key));
    });

    /// <summary>A text of several lines may come in a form that was turned into a query.</summary>
    private static bool IsFoul(string? text) => text is not null && text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'));
}
