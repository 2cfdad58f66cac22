using Guildhall.Wire.Policies.Patterns;

namespace Guildhall.Wire.Policies;

/// <summary>The document that stands for one that cannot be read.</summary>
internal static class DenyAll
{
    /// <summary>No principal at all matches every caller, services too.</summary>
    public static PolicyDocument Document(PolicyKind kind) => new(kind,
    [
        new Statement(new Matching<Glob>([], Excluded: true), null, []) { Label = "(unreadable policy)", Denies = true },
    ]);
}
