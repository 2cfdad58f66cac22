using System.Globalization;
using Guildhall.App.Events;

namespace Guildhall.Server.Api.V1;

/// <summary><c>GET /api/v1/events?after=&amp;limit=</c>: events in order; the cursor <c>next</c> goes on from there, now or later. contract.md 4.</summary>
internal static class EventsEndpoint
{
    private const int DefaultLimit = 100;
    private const int MostEvents = 1_000;

    public static void MapEvents(this OwnApi api, EventQueries events) =>
        api.Get("/api/v1/events", "guildhall:ReadEvents", (call, cancellation) => AnswerAsync(events, call, cancellation));

    private static async ValueTask<ApiAnswer> AnswerAsync(EventQueries events, ApiCall call, CancellationToken cancellation)
    {
        if (Limit(call.Query) is not { } limit) return await ApiAnswer.Malformed($"limit must be a number from 1 to {MostEvents:N0}.", "limit");
        if (call.Query["after"].Count > 1) return await ApiAnswer.Malformed("after can be given once.", "after");
        var page = await events.ReadAsync(call.Caller, call.Query["after"], limit, cancellation);
        return page.Refused ? await ApiAnswer.Refuse(page.Problems[0]) : await Written(page.Value);
    }

    private static int? Limit(IQueryCollection query) => query["limit"] switch
    {
        [] => DefaultLimit,
        [{ } text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostEvents => limit,
        _ => null,
    };

    private static ValueTask<ApiAnswer> Written(EventPage page) => ApiAnswer.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("events"u8);
        foreach (var body in page.Bodies) json.WriteRawValue(body, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteString("next"u8, page.Next);
        json.WriteEndObject();
    });
}
