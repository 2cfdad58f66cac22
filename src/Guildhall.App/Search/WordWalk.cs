using System.Text;

namespace Guildhall.App.Search;

/// <summary>Walks over the words of a text, each folded by <see cref="Letters"/>. Any text has an answer: what is no letter and no digit parts words.</summary>
internal ref struct WordWalk(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Longer words count by their beginning.</summary>
    public const int Longest = 64;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _at;
    private int _length;

    /// <summary>Where the present word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, marks included.</summary>
    public readonly int End => _at;

    /// <summary>The present word, folded. Overwritten by the next.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer[.._length];

    public bool MoveNext()
    {
        _length = 0;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            var folded = Letters.Fold(c);
            if (folded == Letters.Mark) continue;
            if (char.IsSurrogate(c) && TakePair()) continue;
            if (folded == Letters.Separator)
            {
                if (_length > 0) return true;
                continue;
            }

            var alone = Letters.StandsAlone(c);
            if (alone && _length > 0) return true;
            if (_length == 0) Start = _at;
            if (_length < Longest) _buffer[_length++] = folded;
            if (!alone) continue;
            _at++;
            return true;
        }

        return _length > 0;
    }

    /// <summary>A letter of two code units; other pairs (emoji) and halves without their other half part words.</summary>
    private bool TakePair()
    {
        if (Rune.DecodeFromUtf16(_text[_at..], out var rune, out var used) != System.Buffers.OperationStatus.Done || !Rune.IsLetterOrDigit(rune)) return false;
        if (_length == 0) Start = _at;
        if (_length + used <= Longest)
        {
            Rune.ToLowerInvariant(rune).EncodeToUtf16(_buffer[_length..]);
            _length += used;
        }

        _at += used - 1;
        return true;
    }
}
