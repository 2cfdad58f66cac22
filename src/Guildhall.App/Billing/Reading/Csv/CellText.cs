namespace Guildhall.App.Billing.Reading.Csv;

/// <summary>What a cell says, without its quotes. What it gives is good until the next row.</summary>
internal sealed class CellText
{
    private byte[] _unquoted = new byte[4096];
    private int _used;

    /// <summary>Forgets the texts of the row before.</summary>
    public void NextRow() => _used = 0;

    /// <summary>False when there is a quote where none may stand.</summary>
    public bool TryRead(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> text)
    {
        text = raw;
        if (raw is not [(byte)'"', ..]) return true;
        if (raw.Length < 2 || raw[^1] != '"') return false;
        text = raw[1..^1];
        return !text.Contains((byte)'"') || TryUndouble(text, out text);
    }

    private bool TryUndouble(ReadOnlySpan<byte> quoted, out ReadOnlySpan<byte> text)
    {
        if (_used + quoted.Length > _unquoted.Length) (_unquoted, _used) = (new byte[Math.Max(_unquoted.Length * 2, quoted.Length)], 0);
        var to = _unquoted.AsSpan(_used);
        var length = 0;
        text = default;
        while (true)
        {
            var quote = quoted.IndexOf((byte)'"');
            if (quote < 0) break;
            if (quote + 1 >= quoted.Length || quoted[quote + 1] != '"') return false;
            quoted[..(quote + 1)].CopyTo(to[length..]);
            length += quote + 1;
            quoted = quoted[(quote + 2)..];
        }

        quoted.CopyTo(to[length..]);
        text = to[..(length + quoted.Length)];
        _used += text.Length;
        return true;
    }
}
