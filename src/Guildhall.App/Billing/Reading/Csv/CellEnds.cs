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
        var state = new State { Opener = 1 };
        ref var first = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at <= text.Length - 64 && state.Count < _most; at += 64) Block<TParity>(ref state, at, TBlock.Masks(ref Unsafe.Add(ref first, at)));
        if (at > text.Length - 64 && at < text.Length && state.Count < _most)
        {
            Span<byte> last = stackalloc byte[64];
            last.Clear();
            text[at..].CopyTo(last);
            Block<TParity>(ref state, at, TBlock.Masks(ref MemoryMarshal.GetReference(last)));
            at = text.Length;
        }

        (Count, RowCount, Seen, QuotedFeeds) = (state.Count, state.Rows, at, state.QuotedFeeds != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Block<TParity>(ref State state, int at, BlockMasks masks)
        where TParity : IParity
    {
        var inside = TParity.Prefix(masks.Quotes) ^ state.Inside;
        state.Inside = (ulong)((long)inside >> 63);
        var ends = (masks.Commas | masks.Feeds) & ~inside;
        var feeds = masks.Feeds & ~inside;
        state.QuotedFeeds |= masks.Feeds & inside;

        var openers = ends | masks.Quotes;
        var misplaced = masks.Quotes & inside & ~((openers << 1) | state.Opener);
        state.Opener = openers >> 63;

        if (feeds != 0) Feeds(ref state, ends, feeds);
        if (misplaced != 0) Misplace(at, misplaced);
        Write(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ends), state.Count), at, ends);
        state.Count += BitOperations.PopCount(ends);
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

    private void Feeds(ref State state, ulong ends, ulong feeds)
    {
        for (; feeds != 0; feeds &= feeds - 1)
        {
            var before = (feeds & (~feeds + 1)) - 1;
            _rows[state.Rows++] = state.Count + BitOperations.PopCount(ends & before);
        }
    }

    private void Misplace(int at, ulong misplaced)
    {
        for (; misplaced != 0; misplaced &= misplaced - 1) _misplaced.Add(at + BitOperations.TrailingZeroCount(misplaced));
    }

    private struct State
    {
        /// <summary>All ones while the text so far ends within quotes.</summary>
        public ulong Inside;

        /// <summary>1 when a quote may open at the next byte.</summary>
        public ulong Opener;
        public ulong QuotedFeeds;
        public int Count;
        public int Rows;
    }
}
