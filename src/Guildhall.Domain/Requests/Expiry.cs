using System.Collections.Immutable;
using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Requests;

/// <summary>Requests end by themselves 30 days after their creation, on archived experiences too. private-marketplace.md 5.6, 9.1.</summary>
public static class Expiry
{
    public const string Cause = "REQUEST_EXPIRED";

    /// <summary>
    /// The marketplace with every pending request whose time is up Expired, by Guildhall's own ARN <paramref name="byArn"/>; the same marketplace
    /// and no facts when there is none.
    /// </summary>
    public static ChangeOutcome.Succeeded Of(PrivateMarketplace marketplace, DateTimeOffset now, string byArn)
    {
        ImmutableArray<ProductRequest> expired =
        [
            .. marketplace.OpenRequests.Values.SelectMany(ids => ids).Distinct().Select(id => marketplace.Requests[id])
                .Where(r => r.Expires <= now).OrderBy(r => r.Expires).ThenBy(r => r.Id.Value, StringComparer.Ordinal)
                .Select(r => r with
                {
                    Revision = r.Revision + 1,
                    LastModified = now,
                    Status = RequestStatus.Expired,
                    Decision = new RequestDecision(now, byArn, Note: null, Cause),
                }),
        ];
        return new ChangeOutcome.Succeeded(
            expired.Aggregate(marketplace, (state, r) => state.With(r)),
            [.. expired.Select(r => r.Id)],
            [.. expired.Select(r => new Fact.RequestChanged(r))]);
    }
}
