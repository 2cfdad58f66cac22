using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>What a user or role may do: ARNs of managed policies in the order of attachment, and inline documents by name.</summary>
internal sealed record Permissions(ImmutableList<string> Attached, ImmutableSortedDictionary<string, string> Inline)
{
    public static readonly Permissions None = new([], ImmutableSortedDictionary<string, string>.Empty);

    public Permissions Attach(string policyArn) => Attached.Contains(policyArn) ? this : this with { Attached = Attached.Add(policyArn) };
}
