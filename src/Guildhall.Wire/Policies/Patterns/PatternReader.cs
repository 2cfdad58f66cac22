using System.Text;

namespace Guildhall.Wire.Policies.Patterns;

/// <summary>Splits a pattern's text into parts, or says what is wrong with it.</summary>
internal sealed class PatternReader
{
    private readonly List<PatternPart> parts = [];
    private readonly StringBuilder literal = new();

    private PatternReader()
    {
    }

    /// <summary>The parts of <paramref name="text"/>, or the second half of a sentence ("has a variable …") that says why there are none.</summary>
    public static (IReadOnlyList<PatternPart> Parts, string? Fault) Read(string text, PatternSyntax syntax)
    {
        var reader = new PatternReader();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var taken = reader.Take(rest, syntax);
            if (taken == 0)
                return ([], "has a variable that is empty or not closed");
            rest = rest[taken..];
        }

        reader.EndLiteral();
        return (reader.parts, null);
    }

    private int Take(ReadOnlySpan<char> rest, PatternSyntax syntax) => rest[0] switch
    {
        '*' when syntax.HasFlag(PatternSyntax.Wildcards) => Add(new PatternPart.AnyRun()),
        '?' when syntax.HasFlag(PatternSyntax.Wildcards) => Add(new PatternPart.AnyOne()),
        '$' when syntax.HasFlag(PatternSyntax.Variables) && rest.StartsWith("${") => TakeVariable(rest),
        _ => AddLiteral(rest[..1]),
    };

    private int TakeVariable(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('}');
        if (end <= 2)
            return 0;

        var inside = rest[2..end];
        if (inside is "*" or "?" or "$")
            AddLiteral(inside);
        else
            Add(Variable(inside));
        return end + 1;
    }

    /// <summary><c>key</c>, or <c>key, 'value when absent'</c> as IAM's page on policy variables has it.</summary>
    private static PatternPart.Variable Variable(ReadOnlySpan<char> inside)
    {
        var comma = inside.IndexOf(',');
        var fallback = comma < 0 ? default : inside[(comma + 1)..].Trim();
        return fallback is ['\'', .. var value, '\'']
            ? new PatternPart.Variable(inside[..comma].Trim().ToString(), value.ToString())
            : new PatternPart.Variable(inside.Trim().ToString(), null);
    }

    private int Add(PatternPart part)
    {
        EndLiteral();
        parts.Add(part);
        return 1;
    }

    private int AddLiteral(ReadOnlySpan<char> text)
    {
        literal.Append(text);
        return text.Length;
    }

    private void EndLiteral()
    {
        if (literal.Length == 0)
            return;
        parts.Add(new PatternPart.Text(literal.ToString()));
        literal.Clear();
    }
}
