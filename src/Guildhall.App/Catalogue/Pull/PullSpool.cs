using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guildhall.App.Cloud.Discovery;
using Guildhall.App.Upkeep;
using Guildhall.Domain;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>
/// The answers of a pull that is not at its end, in a file of the data folder: one a line, added as they come. Whenever the process ends, the next one goes on
/// behind the last whole line. Nobody else reads it; the lock on it ends with the process. Thread-safe.
/// </summary>
internal sealed class PullSpool : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Older answers are not gone on with: the catalogue would be of two times.</summary>
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(3);

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file;
    private readonly Lock _one = new();
    private readonly Dictionary<DiscoveryQuestion, List<Place>> _pages = [];
    private long _end;

    private PullSpool(FileStream file) => _file = file;

    /// <summary>All questions with an answer.</summary>
    public IReadOnlyCollection<DiscoveryQuestion> Questions
    {
        get
        {
            lock (_one) return [.. _pages.Where(p => p.Value.Count > 0).Select(p => p.Key)];
        }
    }

    /// <summary>Opens it where it was left; anew when it is of another origin, too old, or <paramref name="anew"/>. Refused when another process has it.</summary>
    public static async Task<Result<PullSpool>> OpenAsync(string path, PullOrigin origin, bool anew, DateTimeOffset now, CancellationToken cancellation)
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(path)!);
        PullSpool spool;
        try
        {
            spool = new PullSpool(new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = OwnerOnly, BufferSize = 0 }));
        }
        catch (IOException) when (File.Exists(path))
        {
            return Problem.Conflict("PULL_RUNNING", $"Another pull from {origin.Address} is running.");
        }

        try
        {
            await spool.ScanAsync(origin, now, cancellation);
            if (anew || spool._end == 0) spool.Begin(origin, now);
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>The answer, or a page of it from 0; null when it is not here. An answer of kind null: there is no such thing.</summary>
    public JsonElement? Find(DiscoveryQuestion question, int page)
    {
        Place place;
        lock (_one)
        {
            if (!_pages.TryGetValue(question, out var pages) || page >= pages.Count) return null;
            place = pages[page];
        }

        var line = new byte[place.Length];
        for (var read = 0; read < line.Length;)
        {
            var more = RandomAccess.Read(_file.SafeFileHandle, line.AsSpan(read), place.At + read);
            read += more > 0 ? more : throw new EndOfStreamException($"{_file.Name} is shorter than it was.");
        }

        return JsonElement.Parse(line).GetProperty("answer");
    }

    /// <summary>Adds the next page of an answer.</summary>
    /// <param name="answer">Null: there is no such thing.</param>
    public void Add(DiscoveryQuestion question, JsonElement? answer) => Write(question, "answer", answer);

    /// <summary>Forgets what was answered: it made no sense, or cannot be gone on with.</summary>
    public void Forget(DiscoveryQuestion question) => Write(question, "forget", null);

    /// <summary>Ends it: everything was taken over.</summary>
    public void Delete() => File.Delete(_file.Name);

    public void Dispose() => _file.Dispose();

    private void Write(DiscoveryQuestion question, string member, JsonElement? value)
    {
        var line = Line(json =>
        {
            json.WriteString("operation", question.Operation.ToString());
            json.WriteString("id", question.Id);
            json.WritePropertyName(member);
            if (value is { } given) given.WriteTo(json);
            else json.WriteNullValue();
        });
        lock (_one)
        {
            RandomAccess.Write(_file.SafeFileHandle, line.Span, _end);
            Note(question, member == "forget" ? null : new Place(_end, line.Length - 1));
            _end += line.Length;
        }

        Fault.Point("pull.kept");
    }

    private void Begin(PullOrigin origin, DateTimeOffset now)
    {
        _pages.Clear();
        var line = Line(json =>
        {
            json.WriteString("format", "guildhall-pull/1");
            json.WriteString("source", origin.Address);
            json.WriteString("account", origin.Account.Value);
            json.WriteString("started", now);
        });
        _file.SetLength(0);
        RandomAccess.Write(_file.SafeFileHandle, line.Span, 0);
        _end = line.Length;
    }

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(line, Compact))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenMemory;
    }

    /// <summary>Notes where everything stands, up to the first line that is not whole: what a process that was killed left behind it goes.</summary>
    private async Task ScanAsync(PullOrigin origin, DateTimeOffset now, CancellationToken cancellation)
    {
        var lines = PipeReader.Create(_file, new StreamPipeReaderOptions(leaveOpen: true, bufferSize: 256 * 1024));
        for (var sound = true; sound;)
        {
            var read = await lines.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (sound && rest.PositionOf((byte)'\n') is { } feed)
            {
                var line = rest.Slice(0, feed);
                sound = Take(line, origin, now);
                if (sound) _end += line.Length + 1;
                rest = rest.Slice(rest.GetPosition(1, feed));
            }

            lines.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }

        await lines.CompleteAsync();
        _file.SetLength(_end);
    }

    private bool Take(ReadOnlySequence<byte> line, PullOrigin origin, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (_end == 0) return IsOf(root, origin, now);
            var forgets = root.TryGetProperty("forget", out _);
            if (!forgets && !root.TryGetProperty("answer", out _)) return false;
            if (!Enum.TryParse<DiscoveryOperation>(root.Text("operation"), out var operation) || root.Text("id") is not { } id) return false;
            Note(new DiscoveryQuestion(operation, id), forgets ? null : new Place(_end, (int)line.Length));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsOf(JsonElement header, PullOrigin origin, DateTimeOffset now) =>
        header.Text("format") == "guildhall-pull/1" && header.Text("source") == origin.Address && header.Text("account") == origin.Account.Value
        && header.Find("started") is { ValueKind: JsonValueKind.String } started && started.TryGetDateTimeOffset(out var since) && (now - since).Duration() < LongestAge;

    /// <param name="place">Null: all its pages are forgotten.</param>
    private void Note(DiscoveryQuestion question, Place? place)
    {
        if (!_pages.TryGetValue(question, out var pages)) _pages.Add(question, pages = []);
        if (place is { } next) pages.Add(next);
        else pages.Clear();
    }

    /// <summary>Where a line stands, and how long it is without its line feed.</summary>
    private readonly record struct Place(long At, int Length);
}
