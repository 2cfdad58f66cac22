using System.Security.Cryptography;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>Bytes and tags of objects. The files of reports are made when somebody asks, and some of them remembered; the data file never has them.</summary>
internal sealed class DeliveredFiles
{
    /// <summary>How many bytes are remembered.</summary>
    private const long Room = 64 * 1024 * 1024;

    private readonly Dictionary<DeliveredFile, (int Length, string ETag)> _sizes = [];
    private readonly Dictionary<DeliveredFile, byte[]> _contents = [];
    private readonly Queue<DeliveredFile> _order = new();
    private long _taken;

    public byte[] ContentOf(WorldState state, StoredObject stored)
    {
        if (stored.Delivered is not { } file) return stored.Content;
        if (_contents.TryGetValue(file, out var known)) return known;
        var content = Make(state, file);
        _sizes[file] = (content.Length, ETag(content));
        Remember(file, content);
        return content;
    }

    public (int Length, string ETag) SizeOf(WorldState state, StoredObject stored)
    {
        if (stored.Delivered is not { } file) return (stored.Content.Length, stored.ETag);
        if (_sizes.TryGetValue(file, out var known)) return known;
        ContentOf(state, stored);
        return _sizes[file];
    }

    public void Forget(DeliveredFile file) => _sizes.Remove(file);

    /// <summary>The MD5 of the bytes in quotes: S3's own form, no protection.</summary>
#pragma warning disable CA5351 // S3 defines its ETag so.
    public static string ETag(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351

    private static byte[] Make(WorldState state, DeliveredFile file)
    {
        var delivery = state.Tables.Deliveries.Get(file.Delivery);
        var scope = BillScopes.Of(state, delivery);
        var columns = ReportDamage.Columns(delivery.Export is null ? ReportColumns.Of(scope, delivery.Resources) : ExportColumns.Of(delivery.Resources), delivery.Damage);
        var form = delivery.Export is null ? ReportForm.OfReport(columns) : ReportForm.OfExport(columns);
        return file.Part > 0 ? ReportParts.Of(delivery, scope, form, file.Part)
            : delivery.Export is { } export ? ExportManifest.Of(delivery, export, form) : ReportManifest.Of(delivery, columns);
    }

    private void Remember(DeliveredFile file, byte[] content)
    {
        _contents[file] = content;
        _order.Enqueue(file);
        _taken += content.Length;
        while (_taken > Room && _order.Count > 1)
        {
            _contents.Remove(_order.Dequeue(), out var oldest);
            _taken -= oldest!.Length;
        }
    }
}
