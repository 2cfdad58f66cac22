using System.Collections.Immutable;

namespace Guildhall.Domain;

/// <summary>A value, or the reasons why there is none. A refusal is a value, not an exception.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, ImmutableArray<Problem> problems) => (_value, Problems) = (value, problems);

    /// <summary>Why it was refused; empty when it was not.</summary>
    public ImmutableArray<Problem> Problems { get; }

    public bool Refused => !Problems.IsEmpty;

    /// <summary>Throws when it was refused: ask <see cref="Refused"/> first.</summary>
    public T Value => Refused ? throw new InvalidOperationException(Problems[0].Message) : _value!;

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Problem problem) => new(default, [problem]);

    public static implicit operator Result<T>(ImmutableArray<Problem> problems) =>
        problems.IsEmpty ? throw new ArgumentException("A refusal needs a reason.", nameof(problems)) : new(default, problems);
}
