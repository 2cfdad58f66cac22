using Guildhall.App.Billing.Lines;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Reading;

/// <summary>Reads the files of billing reports: CUR in its old and new form and FOCUS, as CSV, packed by gzip or not. aws-operations.md C.4.</summary>
public static class ReportFile
{
    /// <summary>Small enough to stay in a core's own cache, beside the places of its cells and the keys of all groups.</summary>
    internal const int Buffer = 64 * 1024;

    /// <summary>
    /// Adds the costs of all sound rows to <paramref name="table"/> and tells of the others in <paramref name="faults"/>. Refused as a whole, with the table
    /// of no more use: a file that is damaged or cut, too large, or without a column that is needed (F-50, F-52). Memory does not grow with the file.
    /// </summary>
    /// <param name="packedOrPlain">Read once from its place to its end, and left open.</param>
    /// <param name="name">What the file is called in faults and problems: the last part of its key.</param>
    public static Task<Result<FileTally>> ReadAsync(
        Stream packedOrPlain, string name, ReportWish wish, CostTable table, RowFaults faults, CancellationToken cancellationToken) =>
        ReadAsync(packedOrPlain, name, wish, table, faults, Buffer, cancellationToken);

    /// <param name="size">Bytes that are looked at together, at least 256; more when a row is longer.</param>
    internal static Task<Result<FileTally>> ReadAsync(
        Stream packedOrPlain, string name, ReportWish wish, CostTable table, RowFaults faults, int size, CancellationToken cancellationToken) =>
        ReadAsync(packedOrPlain, name, wish, table, faults, new UnpackedRoom(wish.Limits.UnpackedTotal), size, cancellationToken);

    /// <param name="room">Of all files of the delivery.</param>
    /// <param name="size">Bytes that are looked at together, at least 256; more when a row is longer.</param>
    internal static async Task<Result<FileTally>> ReadAsync(
        Stream packedOrPlain, string name, ReportWish wish, CostTable table, RowFaults faults, UnpackedRoom room, int size, CancellationToken cancellationToken)
    {
        var reader = new RowReader(name, wish, table, faults);
        return await ReadAsync(packedOrPlain, name, wish.Limits, room, reader, size, () => ValueTask.FromResult(true), cancellationToken);
    }

    /// <summary>Gives the sound rows that are wanted, one by one, instead of adding them up. Refused as <see cref="ReadAsync(Stream, string, ReportWish, CostTable, RowFaults, CancellationToken)"/>; null when it was read, or no more rows are wanted.</summary>
    /// <param name="take">Gets each row; false when no more are wanted.</param>
    internal static async Task<Problem?> PickAsync(Stream packedOrPlain, string name, ReportWish wish, LineChoice choice, Func<ReportLine, ValueTask<bool>> take, CancellationToken cancellationToken)
    {
        var picker = new LinePicker(name, choice);
        var reader = new RowReader(name, wish, new CostTable(wish), new RowFaults(), picker);
        var tally = await ReadAsync(packedOrPlain, name, wish.Limits, new UnpackedRoom(wish.Limits.UnpackedTotal), reader, Buffer, GiveAsync, cancellationToken);
        return tally.Refused ? tally.Problems[0] : null;

        async ValueTask<bool> GiveAsync()
        {
            foreach (var line in picker.Drain())
            {
                if (!await take(line)) return false;
            }

            return true;
        }
    }

    /// <param name="each">Called after each look; false when no more is wanted.</param>
    private static async Task<Result<FileTally>> ReadAsync(Stream packedOrPlain, string name, ReadLimits limits, UnpackedRoom room, RowReader reader, int size, Func<ValueTask<bool>> each, CancellationToken cancellationToken)
    {
        await using var text = await UnpackedText.OpenAsync(packedOrPlain, name, limits, room, cancellationToken);
        var buffer = new byte[size];
        var kept = 0;
        while (!text.Ended && reader.Problem is null)
        {
            if (buffer.Length - kept < size / 2) Array.Resize(ref buffer, buffer.Length * 2);
            var read = await text.ReadAsync(buffer.AsMemory(kept, buffer.Length - kept - 1), cancellationToken);
            if (read.Refused) return read.Problems;
            kept = Take(reader, buffer, kept + read.Value, text.Ended, limits);
            if (!await each()) break;
        }

        return reader.Tally(text.Bytes);
    }

    /// <summary>Takes what rows there are and moves the rest to the front; gives its length.</summary>
    private static int Take(RowReader reader, byte[] buffer, int filled, bool last, ReadLimits limits)
    {
        if (last && filled > 0 && buffer[filled - 1] != '\n') buffer[filled++] = (byte)'\n';
        var taken = reader.Take(buffer.AsSpan(0, filled));
        while (taken < filled && reader.Problem is null && (last || filled - taken > limits.RowBytes))
        {
            taken += reader.GiveUp(buffer.AsSpan(taken, filled - taken));
            taken += reader.Take(buffer.AsSpan(taken, filled - taken));
        }

        buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
        return filled - taken;
    }
}
