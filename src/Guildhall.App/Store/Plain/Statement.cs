using System.Collections.Immutable;
using System.Data;

namespace Guildhall.App.Store.Plain;

/// <summary>A statement whose parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
/// <param name="Types">Of the parameters, in their order.</param>
internal sealed record Statement(string Sql, ImmutableArray<DbType> Types)
{
    /// <summary>Whether exactly one row must be met; meeting none means that another process was faster.</summary>
    public bool MeetsOne { get; init; }
}

/// <summary>A statement with its values, to be run when the transaction is saved.</summary>
internal readonly record struct QueuedStatement(Statement Statement, object?[] Values);
