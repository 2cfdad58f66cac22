using System.Text;
using System.Text.Json;
using Guildhall.Server.Cli;

namespace Guildhall.Tests.Server.Cli;

/// <summary>Somebody who types commands, which run in this process.</summary>
internal sealed class Terminal(Dictionary<string, string> environment)
{
    private StringBuilder _out = new();
    private StringBuilder _error = new();

    public Dictionary<string, string> Environment => environment;

    /// <summary>What the last command printed for programs, as far as it is.</summary>
    public string Out => _out.ToString();

    /// <summary>What the last command told people, as far as it is.</summary>
    public string Error => _error.ToString();

    /// <summary>The one document that the last command printed.</summary>
    public JsonElement Json => JsonElement.Parse(Out);

    /// <summary>The one line that the last command told people.</summary>
    public string Line => Assert.Single(Error.Trim().Split('\n'));

    /// <summary>Runs a command to its end; its exit code.</summary>
    public Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    /// <summary>Runs a command until it is told to stop; its exit code.</summary>
    public Task<int> RunAsync(CancellationToken stop, params string[] arguments)
    {
        (_out, _error) = (new StringBuilder(), new StringBuilder());
        return CommandLine.RunAsync(arguments, new Streams(TextReader.Null, new StringWriter(_out), new StringWriter(_error)), environment, stop);
    }

    /// <summary>Runs a command that must be done, and gives the document it printed.</summary>
    public async Task<JsonElement> AnswerAsync(params string[] arguments)
    {
        Assert.True(await RunAsync(arguments) == 0, Error);
        return Json;
    }
}
