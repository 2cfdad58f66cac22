using System.Data;

namespace Guildhall.App.Store.Plain;

/// <summary>A column that is written without EF Core.</summary>
internal abstract class Column(string name, DbType type)
{
    public string Name => name;

    /// <summary>The form both databases keep it in.</summary>
    public DbType Type => type;
}

/// <summary>A column and how a row gives its value.</summary>
internal sealed class Column<T> : Column
{
    private readonly Func<T, object?> _value;

    public Column(string name, Func<T, string?> value)
        : this(name, DbType.String, value)
    {
    }

    public Column(string name, Func<T, long?> value)
        : this(name, DbType.Int64, row => value(row))
    {
    }

    public Column(string name, Func<T, short> value)
        : this(name, DbType.Int16, row => value(row))
    {
    }

    public Column(string name, Func<T, bool> value)
        : this(name, DbType.Boolean, row => value(row))
    {
    }

    public Column(string name, Func<T, byte[]> value)
        : this(name, DbType.Binary, value)
    {
    }

    /// <summary>A time, which both databases keep as UTC ticks.</summary>
    public Column(string name, Func<T, DateTimeOffset?> value)
        : this(name, DbType.Int64, row => value(row)?.UtcTicks)
    {
    }

    private Column(string name, DbType type, Func<T, object?> value)
        : base(name, type) => _value = value;

    /// <summary>The row's value; null for NULL.</summary>
    public object? ValueOf(T row) => _value(row);
}
