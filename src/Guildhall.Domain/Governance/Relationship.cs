namespace Guildhall.Domain.Governance;

/// <summary>How a node comes to its governing experience. private-marketplace.md 5.1.</summary>
public enum Relationship : byte
{
    /// <summary>The node itself is associated with it.</summary>
    Associated,

    /// <summary>A node above it is.</summary>
    Inherited,
}
