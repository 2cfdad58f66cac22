using Guildhall.Wire.Dispatch;

namespace Guildhall.Wire.Protocols;

/// <summary>A value read from JSON, or why not.</summary>
public readonly record struct JsonReading<T>
{
    private readonly T? value;

    private JsonReading(T? value, WireError? error)
    {
        this.value = value;
        Error = error;
    }

    /// <summary>The refusal, or null when there is a value.</summary>
    public WireError? Error { get; }

    /// <summary>The value. Asking after a refusal is a bug and throws.</summary>
    public T Value => Error is null ? value! : throw new InvalidOperationException("Refused: " + Error.Code);

    /// <summary>A success.</summary>
    public static implicit operator JsonReading<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator JsonReading<T>(WireError error) => new(default, error);
}
