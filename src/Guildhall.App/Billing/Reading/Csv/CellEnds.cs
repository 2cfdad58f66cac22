using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Guildhall.App.Billing.Reading.Csv;

/// <summary>
/// Where cells and rows end in a piece of text that begins with a row: at every comma and line feed that does not stand within quotes, 64 bytes at a time
/// (performance.md 4). A doubled quote opens and closes again, so it needs no case of its own.
/// </summary>
internal sealed class CellEnds
{
    /// <summary>Room for one block more than is asked for, and for eight writes at a time.</summary>
    private const int Slack = 72;

    private readonly int _most;
    private readonly int[] _ends;
    private readonly int[] _rows;
    private readonly List<int> _misplaced = [];

    /// <param name="most">Cells that are found at a time, at most.</param>
    public CellEnds(int most = 1 << 16)
    {
        _most = most;
        _ends = new int[most + Slack];
        _rows = new int[most + Slack];
    }

    /// <summary>The places of the commas and line feeds that end cells.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>For each finished row, which of <see cref="Ends"/> is its line feed.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, RowCount);

    /// <summary>Quotes that open neither at the beginning of a cell nor after another quote: what follows them is not to be trusted.</summary>
    public ReadOnlySpan<int> Misplaced => CollectionsMarshal.AsSpan(_misplaced);

    public int Count { get; private set; }

    public int RowCount { get; private set; }

    /// <summary>How much of the text was looked at: all, or until there was no room for more cells.</summary>
    public int Seen { get; private set; }

    /// <summary>Whether a line feed stood within quotes.</summary>
    public bool QuotedFeeds { get; private set; }

    /// <summary>Finds them by what this processor does best.</summary>
    public void Find(ReadOnlySpan<byte> text)
    {
        if (CarryLessParity.IsSupported)
        {
            if (Block512.IsSupported) Find<Block512, CarryLessParity>(text);
            else if (Block256.IsSupported) Find<Block256, CarryLessParity>(text);
            else Find<Block128, CarryLessParity>(text);
        }
        else if (Block256.IsSupported) Find<Block256, ShiftedParity>(text);
        else if (Block128.IsSupported) Find<Block128, ShiftedParity>(text);
        else Find<BlockScalar, ShiftedParity>(text);
    }

    public void Find<TBlock, TParity>(ReadOnlySpan<byte> text)
        where TBlock : IBlock
        where TParity : IParity
    {
        _misplaced.Clear();
        Span<byte> last = stackalloc byte[64];
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var found = ref MemoryMarshal.GetArrayDataReference(_ends);
        var (at, count, rows) = (0, 0, 0);

        // All ones while the text so far ends within quotes; 1 when a quote may open at the next byte.
        ulong within = 0, opener = 1, quotedFeeds = 0;
        for (; at < text.Length && count < _most; at += 64)
        {
            var masks = at <= text.Length - 64 ? TBlock.Masks(ref Unsafe.Add(ref first, at)) : Last<TBlock>(text[at..], last);
            var inside = TParity.Prefix(masks.Quotes) ^ within;
            within = (ulong)((long)inside >> 63);
            var ends = (masks.Commas | masks.Feeds) & ~inside;
            var feeds = masks.Feeds & ~inside;
            quotedFeeds |= masks.Feeds & inside;

            var openers = ends | masks.Quotes;
            var misplaced = masks.Quotes & inside & ~((openers << 1) | opener);
            opener = openers >> 63;

            for (; feeds != 0; feeds &= feeds - 1) _rows[rows++] = count + BitOperations.PopCount(ends & (feeds ^ (feeds - 1)) >> 1);
            if (misplaced != 0) Misplace(at, misplaced);
            Write(ref Unsafe.Add(ref found, count), at, ends);
            count += BitOperations.PopCount(ends);
        }

        (Count, RowCount, Seen, QuotedFeeds) = (count, rows, Math.Min(at, text.Length), quotedFeeds != 0);
    }

    /// <summary>The last bytes are fewer than a block has.</summary>
    private static BlockMasks Last<TBlock>(ReadOnlySpan<byte> text, Span<byte> block)
        where TBlock : IBlock
    {
        block.Clear();
        text.CopyTo(block);
        return TBlock.Masks(ref MemoryMarshal.GetReference(block));
    }

    /// <summary>Eight writes at a time, wanted or not: cheaper than to foresee how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref int to, int at, ulong ends)
    {
        while (ends != 0)
        {
            for (var i = 0; i < 8; i++)
            {
                Unsafe.Add(ref to, i) = at + BitOperations.TrailingZeroCount(ends);
                ends &= ends - 1;
            }

            to = ref Unsafe.Add(ref to, 8);
        }
    }

    private void Misplace(int at, ulong misplaced)
    {
        for (; misplaced != 0; misplaced &= misplaced - 1) _misplaced.Add(at + BitOperations.TrailingZeroCount(misplaced));
    }
}
