using System.IO.Compression;
using System.Text;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>Files of lines: comma-separated, packed with gzip, the accounts of the bill shared out among them.</summary>
internal static class ReportParts
{
    private const int AccountsInPart = 25;
    private const int MostParts = 40;
    private const int BombPieces = 64;
    private const int BombPiece = 64 * 1024 * 1024;

    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>How many files the accounts of a bill are shared out among.</summary>
    public static int CountOf(int accounts) => Math.Clamp((accounts + AccountsInPart - 1) / AccountsInPart, 1, MostParts);

    /// <param name="part">From 1.</param>
    public static byte[] Of(ReportDelivery delivery, BillScope scope, ReportForm form, int part)
    {
        var damage = part == delivery.Parts ? delivery.Damage : null;
        if (damage == ReportDamage.Bomb) return Bomb();
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var text = new StreamWriter(packed, Plain, 64 * 1024))
            Write(text, delivery, scope, form, AccountsOf(scope, delivery.Parts, part));
        var whole = bytes.ToArray();
        return damage == ReportDamage.Truncated ? whole[..(whole.Length / 2)] : whole;
    }

    private static IEnumerable<BilledAccount> AccountsOf(BillScope scope, int parts, int part)
    {
        var (from, until) = (Share(part - 1), Share(part));
        return scope.Accounts.Skip(from).Take(until - from);

        int Share(int before) => (int)((long)scope.Accounts.Count * before / parts);
    }

    /// <summary>Ids of lines are new in each delivery and alone in their file, but come again in the next one (aws-operations.md C.4).</summary>
    private static void Write(TextWriter text, ReportDelivery delivery, BillScope scope, ReportForm form, IEnumerable<BilledAccount> accounts)
    {
        CsvRow.Write(text, form.Header);
        var row = new CsvRow(form);
        var (lot, number) = (Lot.Of("line", delivery.Id), 0);
        foreach (var line in accounts.SelectMany(account => MonthlyBill.Of(scope, account)))
        {
            var place = delivery.Damage == ReportDamage.DuplicateIds ? 0 : number;
            LineItemRow.Fill(row, scope, line, $"{Lot.Of(lot, place):x16}{Lot.Of(lot, ~place):x16}{(uint)Lot.Of(lot, place + 1):x8}");
            ReportDamage.Spoil(row, number++, delivery.Damage);
            row.Write(text);
        }
    }

    /// <summary>Gigabytes of one letter: a small packed piece over and over.</summary>
    private static byte[] Bomb()
    {
        using var piece = new MemoryStream();
        using (var packed = new GZipStream(piece, CompressionLevel.Optimal))
        {
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)'0');
            for (var n = 0; n < BombPiece / block.Length; n++) packed.Write(block);
        }

        return [.. Enumerable.Repeat(piece.ToArray(), BombPieces).SelectMany(bytes => bytes)];
    }
}
