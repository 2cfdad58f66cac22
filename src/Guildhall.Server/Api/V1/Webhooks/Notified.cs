using System.Globalization;
using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1.Webhooks;

/// <summary>What the calls about webhooks and mail have in common.</summary>
internal static class Notified
{
    private const int DefaultLimit = 100;
    private const int MostListed = 1_000;

    /// <summary>Refused to whom has no organization to administer.</summary>
    public static Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> Within(Installation guildhall, Func<ApiCall, NotificationReach, CancellationToken, Task<ApiAnswer>> handler) => async (call, cancellation) =>
        NotificationReach.Of(call.Caller, guildhall.Marketplaces) is var reach && reach.Refused ? Refuse(reach.Problems[0]) : await handler(call, reach.Value, cancellation);

    public static ApiAnswer Answer<T>(Result<T> result, Func<T, object> document) => result.Refused ? Refuse(result.Problems[0]) : WebhookAnswers.Write(document(result.Value));

    /// <summary>With 412 for who saw an earlier version (vendor-integration.md 17).</summary>
    public static ApiAnswer Refuse(Problem problem) => new(null, problem) { Status = problem.Code == "STALE" ? StatusCodes.Status412PreconditionFailed : null };

    /// <summary>How many to leave out of a list, and how many to answer with.</summary>
    public static Result<(int Skip, int Limit)> Place(ApiCall call) =>
        Number(call, "limit", DefaultLimit, 1, MostListed) is not { } limit ? Problem.Malformed($"limit must be a number from 1 to {MostListed:N0}.", "limit")
        : Number(call, "skip", 0, 0, int.MaxValue) is not { } skip ? Problem.Malformed("skip must be a number.", "skip")
        : (skip, limit);

    private static int? Number(ApiCall call, string name, int otherwise, int from, int to) => call.Query[name] switch
    {
        [] => otherwise,
        [{ } text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to => number,
        _ => null,
    };
}
