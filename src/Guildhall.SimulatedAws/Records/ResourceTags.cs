using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>The tags of a root, an organizational unit or an account; a resource without tags has no record.</summary>
internal sealed record ResourceTags(string Id, ImmutableSortedDictionary<string, string> Tags) : IRecord;
