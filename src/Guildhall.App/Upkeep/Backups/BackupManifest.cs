using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guildhall.App.Upkeep.Backups;

/// <summary>What a backup says of itself: entry <c>manifest.json</c> of the archive. security.md 6.6.</summary>
/// <param name="Format">Always <see cref="Current"/>.</param>
/// <param name="Database"><c>Sqlite</c> or <c>Postgres</c>.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Migrations">The migrations that its database has, oldest first.</param>
/// <param name="Bytes">The size of the database's copy.</param>
/// <param name="Sha256">The hash of the database's copy, in lower-case hex.</param>
public sealed record BackupManifest(
    string Format, string Database, DateTimeOffset MadeAt, IReadOnlyList<string> Migrations, long Bytes, string Sha256)
{
    public const string Current = "guildhall-backup/1";

    internal const string Entry = "manifest.json";
    internal const string DatabaseEntry = "database";

    internal void Write(Stream stream) => JsonSerializer.Serialize(stream, this, BackupJson.Default.BackupManifest);

    /// <summary>Null when the stream holds no manifest of this format.</summary>
    internal static BackupManifest? Find(Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize(stream, BackupJson.Default.BackupManifest) is { Format: Current } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
