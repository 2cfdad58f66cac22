using System.Collections.Frozen;
using System.Reflection;
using Guildhall.Wire.Policies;

namespace Guildhall.App.Access;

/// <summary>The policies that come with Guildhall, AWS's managed ones and our own (security.md 4.2, decisions.md 23).</summary>
public static class BuiltInPolicies
{
    /// <summary>The policy of those who run the installation: a key with it acts for every linked account.</summary>
    public const string Manager = "GuildhallManager";

    private const string Suffix = ".json";
    private static readonly string Prefix = $"{typeof(BuiltInPolicies).Namespace}.Policies.";
    private static readonly FrozenDictionary<string, BuiltInPolicy> Known = Load().ToFrozenDictionary(policy => policy.Name);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<BuiltInPolicy> All { get; } = [.. Known.Values.OrderBy(policy => policy.Name, StringComparer.Ordinal)];

    /// <summary>The policy of that name, case included; null when there is none.</summary>
    public static BuiltInPolicy? Find(string name) => Known.GetValueOrDefault(name);

    private static IEnumerable<BuiltInPolicy> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Prefix, StringComparison.Ordinal) && resource.EndsWith(Suffix, StringComparison.Ordinal))
                yield return Read(assembly, resource, resource[Prefix.Length..^Suffix.Length]);
        }
    }

    private static BuiltInPolicy Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var json = reader.ReadToEnd();
        return new BuiltInPolicy(name, json, PolicyDocument.FromStored(json));
    }
}

/// <summary>A policy that comes with Guildhall.</summary>
/// <param name="Name">The name, as AWS has it for AWS's own.</param>
/// <param name="Json">The document's text.</param>
/// <param name="Document">The document, ready to be evaluated.</param>
public sealed record BuiltInPolicy(string Name, string Json, PolicyDocument Document);
