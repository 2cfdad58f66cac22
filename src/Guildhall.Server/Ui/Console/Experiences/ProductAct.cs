namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>Something that can be done to ticked products of an experience.</summary>
public sealed record ProductAct(string Name, string Title, string Button, string Done, string ChangeType)
{
    public static ProductAct Add { get; } = new("add", "Add to Private Marketplace", "Add to Private Marketplace", "Approved", "AllowProductProcurement");

    public static ProductAct Remove { get; } = new("remove", "Remove from Private Marketplace", "Remove", "Removed", "RemoveProductProcurement");

    public static ProductAct Deny { get; } = new("deny", "Deny products", "Deny", "Denied", "DenyProductProcurement");

    public static ProductAct Unblock { get; } = new("unblock", "Lift blocks", "Lift blocks", "Can be requested again", "UnblockProductRequests");

    public static ProductAct? Find(string name) => name switch
    {
        "add" => Add,
        "remove" => Remove,
        "deny" => Deny,
        "unblock" => Unblock,
        _ => null,
    };

    /// <summary>The details of a change for up to 50 products.</summary>
    public object Details(IReadOnlyList<string> ids, string? notes) => this == Unblock
        ? new { Products = ids.Select(id => new { Id = id }).ToArray() }
        : notes is null ? new { Products = new[] { new { Ids = ids } } } : new { Products = new[] { new { Ids = ids, Notes = notes } } };
}
