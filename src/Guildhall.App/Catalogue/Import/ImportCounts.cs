namespace Guildhall.App.Catalogue.Import;

/// <summary>What an import does, in records; <paramref name="Refused"/> counts lines.</summary>
/// <param name="Withdrawn">Records of the same source that the file lacks (mode replace); those with <c>"op":"restrict"</c> count as changed.</param>
public sealed record ImportCounts(int Added, int Changed, int Unchanged, int Refused, int Withdrawn)
{
    public bool ChangesNothing => Added + Changed + Withdrawn == 0;
}
