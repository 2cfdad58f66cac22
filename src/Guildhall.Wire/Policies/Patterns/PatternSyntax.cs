namespace Guildhall.Wire.Policies.Patterns;

/// <summary>What a pattern's text may contain besides itself. Version 2008-10-17 has no variables.</summary>
[Flags]
internal enum PatternSyntax
{
    Literal = 0,
    Wildcards = 1,
    Variables = 2,
}
