using System.Runtime.CompilerServices;
using Guildhall.Wire.Policies;

namespace Guildhall.App.Experiences;

/// <summary>Resource policies of entities, compiled once per stored text.</summary>
internal static class CompiledPolicies
{
    private static readonly ConditionalWeakTable<string, PolicyDocument> Compiled = [];

    public static ResourcePolicy Of(string policy, string owner) =>
        new(owner, new NamedPolicy("resource policy", Compiled.GetValue(policy, text => PolicyDocument.FromStored(text, PolicyKind.Resource))));
}
