namespace Guildhall.App.Catalogue.Format.Csv;

/// <summary>Finds where a row ends: at a line feed that no quotes enclose. RFC 4180, 2.6: a doubled quote closes and opens at once.</summary>
internal sealed class CsvRowEnd : LineEnd
{
    private bool _quoted;
    private int _feeds;
    private int _last = 1;

    public override int Feeds => _last;

    public override int Find(ReadOnlySpan<byte> next)
    {
        for (var at = 0; ; at++)
        {
            var found = next[at..].IndexOfAny((byte)'"', (byte)'\n');
            if (found < 0) return -1;
            at += found;
            if (next[at] == '"') _quoted = !_quoted;
            else if (Ends()) return at;
        }
    }

    private bool Ends()
    {
        _feeds++;
        if (_quoted) return false;
        (_last, _feeds) = (_feeds, 0);
        return true;
    }
}
