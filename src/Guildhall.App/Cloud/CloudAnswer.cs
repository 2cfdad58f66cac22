using System.Diagnostics.CodeAnalysis;

namespace Guildhall.App.Cloud;

/// <summary>What a call gave: a value, or the problem. Exactly one of the two is there.</summary>
public sealed class CloudAnswer<T>
    where T : class
{
    private CloudAnswer(T? value, CloudProblem? problem) => (Value, Problem) = (value, problem);

    public T? Value { get; }

    public CloudProblem? Problem { get; }

    [SuppressMessage("Usage", "CA2225", Justification = "The constructors of a value that is one of two.")]
    public static implicit operator CloudAnswer<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "The constructors of a value that is one of two.")]
    public static implicit operator CloudAnswer<T>(CloudProblem problem) => new(null, problem);

    /// <summary>True with the value, false with the problem.</summary>
    public bool Gave([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out CloudProblem? problem)
    {
        (value, problem) = (Value, Problem);
        return problem is null;
    }

    /// <summary>The answer with its value turned into something else; a problem stays as it is.</summary>
    public CloudAnswer<TOther> Select<TOther>(Func<T, CloudAnswer<TOther>> turn)
        where TOther : class => Gave(out var value, out var problem) ? turn(value) : problem;
}
