using System.CommandLine;
using System.Text.Json;
using Guildhall.App.Configuration;
using Guildhall.App.Upkeep;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary>One call of a command: what it was given and where its answer goes.</summary>
internal sealed class Call(ParseResult given, Streams streams, IReadOnlyDictionary<string, string> environment)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ParseResult Given => given;

    public Streams Streams => streams;

    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>The data folder: <c>--data</c>, else <c>$GUILDHALL_DATA</c>, else <c>./data</c>.</summary>
    public DataFolder Folder => DataFolder.At(given.GetValue(GlobalOptions.Data) ?? environment.GetValueOrDefault("GUILDHALL_DATA") ?? "data");

    /// <summary>The settings, those of the command's own <see cref="SettingOption"/>s included.</summary>
    public Result<Settings> Settings() => SettingsReader.Read(Folder, environment, SettingOption.Given(given));

    /// <summary>Done: one JSON document to standard output under <c>--json</c>, else the sentence to standard error.</summary>
    public int Done(object answer, string sentence)
    {
        if (given.GetValue(GlobalOptions.Json)) return Done(answer);
        streams.Error.WriteLine(sentence);
        return ExitCode.Done;
    }

    /// <summary>Done, with an answer that is JSON whether <c>--json</c> was given or not.</summary>
    public int Done(object answer)
    {
        streams.Out.WriteLine(JsonSerializer.Serialize(answer, Json));
        return ExitCode.Done;
    }

    /// <summary>The same with a document that the own API writes too.</summary>
    public int Done(Action<Utf8JsonWriter> answer)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = Json.Encoder })) answer(json);
        streams.Out.WriteLine(System.Text.Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length)));
        return ExitCode.Done;
    }

    /// <summary>The same with several of them.</summary>
    public int Done<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Done(json =>
    {
        json.WriteStartArray();
        foreach (var item in items) write(json, item);
        json.WriteEndArray();
    });

    /// <summary>Refused, the reasons one a line.</summary>
    public int Refused(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems) streams.Error.WriteLine(problem.Message.ReplaceLineEndings(" "));
        return ExitCode.Refused;
    }
}
