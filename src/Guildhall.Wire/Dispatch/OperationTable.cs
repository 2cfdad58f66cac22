using System.Collections.Frozen;

namespace Guildhall.Wire.Dispatch;

/// <summary>All operations a server knows. Two operations that one request could mean are a bug and throw here.</summary>
public sealed class OperationTable(IEnumerable<Operation> operations)
{
    private readonly IReadOnlyList<Operation> operations = [.. operations];

    /// <summary>The operations in the order given.</summary>
    public IReadOnlyList<Operation> Operations => operations;

    private FrozenDictionary<string, FrozenDictionary<string, Operation>> ByPath => field ??= operations
        .Where(operation => operation.Protocol == Protocol.RestJson)
        .GroupBy(operation => operation.Path)
        .ToFrozenDictionary(group => group.Key, group => group.ToFrozenDictionary(operation => operation.Method));

    private FrozenDictionary<string, Operation> ByTarget => field ??= operations
        .Where(operation => operation.Protocol == Protocol.AwsJson)
        .ToFrozenDictionary(operation => operation.Selector + "." + operation.Name);

    private FrozenDictionary<string, Operation> ByAction => field ??= operations
        .Where(operation => operation.Protocol == Protocol.Query)
        .ToFrozenDictionary(operation => operation.Selector + "." + operation.Name);

    /// <summary>The rest-json operations at this path, by method; null when the path is no operation's.</summary>
    internal IReadOnlyDictionary<string, Operation>? AtPath(ReadOnlySpan<char> path) =>
        ByPath.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var methods) ? methods : null;

    internal Operation? FindTarget(string target) => ByTarget.GetValueOrDefault(target);

    internal Operation? FindAction(string version, string action) => ByAction.GetValueOrDefault(version + "." + action);
}
