namespace Guildhall.Wire.Policies.Patterns;

/// <summary>
/// A compiled pattern of text, <c>*</c> (any run) and <c>?</c> (any one character). A pattern without wildcards is one
/// comparison and one that ends in its only <c>*</c> is a comparison of the beginning; the others read the text once.
/// </summary>
internal sealed class Glob
{
    private readonly string head;
    private readonly StringComparison comparison;
    private readonly GlobTail? tail;

    private Glob(string head, StringComparison comparison, GlobTail? tail) =>
        (this.head, this.comparison, this.tail) = (head, comparison, tail);

    /// <summary>Compiles parts that hold no variable. Case is ignored for ASCII letters only; action names have no others.</summary>
    public static Glob Compile(IReadOnlyList<PatternPart> parts, bool ignoreCase)
    {
        var texts = parts.TakeWhile(part => part is PatternPart.Text).Count();
        var head = string.Concat(parts.Take(texts).Cast<PatternPart.Text>().Select(part => part.Value));
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return new Glob(head, comparison, texts == parts.Count ? null : GlobTail.Compile(parts.Skip(texts), ignoreCase));
    }

    public bool Matches(ReadOnlySpan<char> text)
    {
        var meter = default(NoMeter);
        return Matches(text, ref meter);
    }

    public bool Matches<TMeter>(ReadOnlySpan<char> text, ref TMeter meter)
        where TMeter : struct, IStepMeter =>
        tail is null
            ? text.Equals(head, comparison)
            : text.StartsWith(head, comparison) && tail.Matches(text[head.Length..], ref meter);
}
