namespace Guildhall.Domain.Changes;

/// <summary>A change type by its AWS name, which is the name of its record. private-marketplace.md 4.</summary>
public sealed record ChangeType(string Name, EntityType Target, bool Creates, Type Details)
{
    /// <summary>Place in the execution order (private-marketplace.md 2.1.3), from 0.</summary>
    public int Order { get; init; }

    internal static ChangeType OnExperience<T>()
        where T : Change => Of<T>(EntityType.Experience);

    internal static ChangeType OnRequest<T>()
        where T : Change => Of<T>(EntityType.ProductProcurementRequest);

    private static ChangeType Of<T>(EntityType target)
        where T : Change => new(typeof(T).Name, target, typeof(ICreates).IsAssignableFrom(typeof(T)), typeof(T));
}
