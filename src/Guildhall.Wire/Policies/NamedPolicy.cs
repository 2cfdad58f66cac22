namespace Guildhall.Wire.Policies;

/// <summary>A policy and the name it goes by in messages and in the audit log.</summary>
public sealed record NamedPolicy(string Name, PolicyDocument Document);
