using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;

namespace Guildhall.Domain.Changes;

/// <summary>private-marketplace.md 1.5: exactly plus one per entity per change set, and plus one for each child modified.</summary>
internal static class Revisions
{
    public static Experience Next(Experience? before, Experience now, DateTimeOffset date) => now with
    {
        Revision = (before?.Revision ?? 0) + 1,
        LastModified = date,
        Policy = ReferenceEquals(before?.Policy, now.Policy) ? now.Policy
            : now.Policy! with { Revision = (before?.Policy?.Revision ?? 0) + 1, LastModified = date },
        Branding = ReferenceEquals(before?.Branding, now.Branding) ? now.Branding
            : now.Branding! with { Revision = (before?.Branding?.Revision ?? 0) + 1, LastModified = date },
        Audience = ReferenceEquals(before?.Audience, now.Audience) ? now.Audience
            : now.Audience! with { Revision = (before?.Audience?.Revision ?? 0) + 1, LastModified = date },
    };

    public static ProductRequest Next(ProductRequest? before, ProductRequest now, DateTimeOffset date) =>
        now with { Revision = (before?.Revision ?? 0) + 1, LastModified = date };
}
