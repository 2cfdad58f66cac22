using System.Collections.Immutable;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>What can carry tags here: the root, units, accounts and policies of the caller's organization.</summary>
internal static class Tagging
{
    /// <summary>The tags of a resource, none included; null when the organization has no such resource.</summary>
    public static ImmutableSortedDictionary<string, string>? FindTags(this OrganizationsCall call, string resourceId)
    {
        var exists = call.State.HasParent(call.Organization, resourceId) || call.State.FindMember(call.Organization, resourceId) is not null
            || call.State.Tables.Controls.Find(resourceId)?.OrganizationId == call.Organization.Id;
        return exists ? call.State.Tables.Tags.Find(resourceId)?.Tags ?? ImmutableSortedDictionary<string, string>.Empty : null;
    }

    public static WireError NotFound(string resourceId) => new("TargetNotFoundException", $"The organization has nothing with the id {resourceId}.");
}
