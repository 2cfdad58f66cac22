using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Guildhall.App.Lists;
using Guildhall.Domain;

namespace Guildhall.Server.Api.Catalog;

/// <summary>
/// A summary as the UTF-8 that ListEntities writes, made when first listed and kept with it. Only the account in the ARN of an entity without an owner
/// differs from reader to reader, and every account has 12 digits: they are written over.
/// </summary>
internal sealed class SummaryText
{
    private static readonly AccountId AnyReader = new("000000000000");
    private static readonly ConditionalWeakTable<EntitySummary, SummaryText> Known = [];

    private readonly byte[] _text;
    private readonly int _account;

    private SummaryText(EntitySummary entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) EntitySummaries.Write(json, entity, AnyReader);
        _text = buffer.WrittenSpan.ToArray();
        _account = entity.Owner is null ? AccountPlace(_text) : -1;
    }

    /// <summary>Writes the summary as this account reads it.</summary>
    public static void Write(IBufferWriter<byte> output, EntitySummary entity, AccountId reader) =>
        Known.GetValue(entity, static e => new SummaryText(e)).Write(output, reader);

    private void Write(IBufferWriter<byte> output, AccountId reader)
    {
        var place = output.GetSpan(_text.Length);
        _text.CopyTo(place);
        if (_account >= 0) Encoding.UTF8.GetBytes(reader.Value, place[_account..]);
        output.Advance(_text.Length);
    }

    /// <summary>No value can hold the member's name in quotes: JSON escapes them.</summary>
    private static int AccountPlace(ReadOnlySpan<byte> text)
    {
        var arn = text.IndexOf("\"EntityArn\":\""u8);
        return arn + text[arn..].IndexOf(Encoding.UTF8.GetBytes(AnyReader.Value));
    }
}
