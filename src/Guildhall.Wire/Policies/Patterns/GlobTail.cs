namespace Guildhall.Wire.Policies.Patterns;

/// <summary>
/// What follows the first wildcard of a pattern, as a nondeterministic automaton whose states are bits: state n means that the
/// first n symbols are matched. A <c>*</c> is no symbol; it lets the state before it stay alive. Each character of the text is
/// read once and costs one step for each 64 symbols, whatever pattern and text are, so nothing can blow up (security.md 4.1).
/// </summary>
internal sealed class GlobTail
{
    private const int StackWords = 128;
    private readonly GlobAlphabet alphabet;
    private readonly int words;
    private readonly int final;
    private readonly ulong[] staying;
    private readonly ulong[] entered;

    private GlobTail(GlobAlphabet alphabet, int symbols)
    {
        this.alphabet = alphabet;
        final = symbols;
        words = (symbols / 64) + 1;
        staying = new ulong[words];
        entered = new ulong[alphabet.Count * words];
    }

    private bool EndsInAnyRun => Holds(staying, final);

    public static GlobTail Compile(IEnumerable<PatternPart> parts, bool ignoreCase)
    {
        var listed = parts.ToArray();
        var letters = listed.OfType<PatternPart.Text>().SelectMany(part => part.Value).ToArray();
        var symbols = letters.Length + listed.Count(part => part is PatternPart.AnyOne);
        var tail = new GlobTail(new GlobAlphabet(letters, ignoreCase), symbols);
        var state = 0;
        foreach (var part in listed)
            state = tail.Add(part, state);
        return tail;
    }

    public bool Matches<TMeter>(ReadOnlySpan<char> text, ref TMeter meter)
        where TMeter : struct, IStepMeter
    {
        if (final == 0)
            return true;
        if (words == 1)
            return MatchesInOneWord(text, ref meter);

        var reached = words <= StackWords ? stackalloc ulong[words] : new ulong[words];
        reached.Clear();
        reached[0] = 1;
        foreach (var c in text)
        {
            if (!Advance(reached, c, ref meter))
                return false;
            if (EndsInAnyRun && Holds(reached, final))
                return true;
        }

        return Holds(reached, final);
    }

    /// <summary>The same for fewer than 64 symbols, as nearly all patterns have; several times faster.</summary>
    private bool MatchesInOneWord<TMeter>(ReadOnlySpan<char> text, ref TMeter meter)
        where TMeter : struct, IStepMeter
    {
        var (stay, accepting) = (staying[0], 1UL << final);
        var done = EndsInAnyRun ? accepting : 0;
        var reached = 1UL;
        foreach (var c in text)
        {
            meter.Step();
            reached = ((reached << 1) & entered[alphabet.NumberOf(c)]) | (reached & stay);
            if (reached == 0 || (reached & done) != 0)
                break;
        }

        return (reached & accepting) != 0;
    }

    private static bool Holds(ReadOnlySpan<ulong> states, int state) => (states[state >> 6] & (1UL << state)) != 0;

    /// <summary>Reads one character. False when no state is left alive.</summary>
    private bool Advance<TMeter>(Span<ulong> reached, char c, ref TMeter meter)
        where TMeter : struct, IStepMeter
    {
        var row = entered.AsSpan(alphabet.NumberOf(c) * words, words);
        ulong carry = 0, alive = 0;
        for (var word = 0; word < reached.Length; word++)
        {
            meter.Step();
            var before = reached[word];
            var after = (((before << 1) | carry) & row[word]) | (before & staying[word]);
            carry = before >> 63;
            reached[word] = after;
            alive |= after;
        }

        return alive != 0;
    }

    private int Add(PatternPart part, int state)
    {
        switch (part)
        {
            case PatternPart.Text text:
                foreach (var c in text.Value)
                    Set(entered, alphabet.NumberOf(c) * words, ++state);
                return state;
            case PatternPart.AnyOne:
                state++;
                for (var row = 0; row < alphabet.Count; row++)
                    Set(entered, row * words, state);
                return state;
            case PatternPart.AnyRun:
                Set(staying, 0, state);
                return state;
            default:
                throw new InvalidOperationException("A variable must be resolved before its pattern is compiled.");
        }
    }

    private static void Set(ulong[] states, int start, int state) => states[start + (state >> 6)] |= 1UL << state;
}
