using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>What the calls about prices and statements have in common.</summary>
internal static class BilledCalls
{
    private const int MostInPage = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Refused to whom has no organization to see the spend of.</summary>
    public static Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> Within(Installation guildhall, Func<ApiCall, BillingReach, CancellationToken, Task<ApiAnswer>> handler) => async (call, cancellation) =>
        BillingReach.Of(call.Caller, guildhall.Marketplaces) is var reach && reach.Refused ? Refuse(reach.Problems) : await handler(call, reach.Value, cancellation);

    public static ApiAnswer Write(object document) => new(json => JsonSerializer.Serialize(json, document, Json), null);

    public static ApiAnswer Answer<T>(Result<T> result, Func<T, object> document) => result.Refused ? Refuse(result.Problems) : Write(document(result.Value));

    /// <summary>The first problem, and all of them where there are more, their members as documents spell them; with 412 for who saw an earlier version (vendor-integration.md 17).</summary>
    public static ApiAnswer Refuse(IReadOnlyList<Problem> problems) => new(null, problems[0].AsSpelt)
    {
        Problems = problems.Count > 1 ? [.. problems.Select(p => p.AsSpelt)] : [],
        Status = problems[0].Code == "STALE" ? StatusCodes.Status412PreconditionFailed : null,
    };

    public static ApiAnswer Refuse(Problem problem) => Refuse([problem]);

    /// <summary>A part of a list that is in memory, from the cursor on. Refused: a limit that is none, a cursor that the list never gave.</summary>
    /// <param name="cursorOf">What tells an entry from all others.</param>
    /// <param name="document">Gets the part and the cursor of the next; null at the end.</param>
    public static ApiAnswer Page<T>(ApiCall call, IReadOnlyList<T> all, Func<T, string> cursorOf, Func<IReadOnlyList<T>, string?, object> document)
    {
        if (AccountsEndpoints.Number(call.Query, "limit", 100, 1, MostInPage) is not { } limit) return Refuse(Problem.Malformed($"limit must be a number from 1 to {MostInPage:N0}.", "limit"));
        var start = 0;
        if ((string?)call.Query["after"] is { } after && (start = all.Select(cursorOf).ToList().IndexOf(after) + 1) == 0) return Refuse(AccountsEndpoints.NoCursor);
        return Write(document([.. all.Skip(start).Take(limit)], all.Count > start + limit ? cursorOf(all[start + limit - 1]) : null));
    }

    /// <summary>The version that the caller saw; refused for a tag that is none.</summary>
    public static Result<SeenVersion> Version(ApiCall call, string what) => LinkAnswers.Version(call, what);

    /// <summary>A month that may be left out.</summary>
    public static Result<BillingMonth?> Period(string? typed)
    {
        if (string.IsNullOrEmpty(typed)) return (BillingMonth?)null;
        var read = BillingMonth.Read(typed);
        return read.Refused ? read.Problems : read.Value;
    }
}
