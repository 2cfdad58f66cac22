using System.Collections.Frozen;

namespace Guildhall.Wire.Dispatch;

/// <summary>All operations a server knows.</summary>
public sealed class OperationTable
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, Operation>> byPath;
    private readonly FrozenDictionary<string, Operation> byTarget;
    private readonly FrozenDictionary<string, Operation> byAction;

    /// <summary>Takes the operations. Two that one request could mean are a bug and throw <see cref="ArgumentException"/>.</summary>
    public OperationTable(IEnumerable<Operation> operations)
    {
        Operations = [.. operations];
        byPath = Operations
            .Where(operation => operation.Protocol is Protocol.RestJson or Protocol.RpcCbor)
            .GroupBy(operation => operation.Path)
            .ToFrozenDictionary(group => group.Key, group => group.ToDictionary(operation => operation.Method).ToFrozenDictionary());
        byTarget = BySelector(Protocol.AwsJson);
        byAction = BySelector(Protocol.Query);
    }

    /// <summary>The operations in the order given.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The operations at this path, by method; null when the path is no operation's.</summary>
    internal IReadOnlyDictionary<string, Operation>? AtPath(ReadOnlySpan<char> path) =>
        byPath.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var methods) ? methods : null;

    internal Operation? FindTarget(string target) => byTarget.GetValueOrDefault(target);

    internal Operation? FindAction(string version, string action) => byAction.GetValueOrDefault(version + "." + action);

    // ToFrozenDictionary alone would keep the last of two; ToDictionary refuses them.
    private FrozenDictionary<string, Operation> BySelector(Protocol protocol) => Operations
        .Where(operation => operation.Protocol == protocol)
        .ToDictionary(operation => operation.Selector + "." + operation.Name)
        .ToFrozenDictionary();
}
