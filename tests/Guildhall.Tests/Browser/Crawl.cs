using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>Follows every link of a server: opens the first pages of each kind, asks for all others.</summary>
/// <param name="visit">Who follows them.</param>
/// <param name="ofOneKind">Pages of one kind that are opened: the first of many products shows what all show.</param>
/// <param name="look">What is looked at on an opened page; answers what is wrong with it.</param>
internal sealed class Crawl(Visit visit, int ofOneKind, Func<string, IPage, Task<IEnumerable<string>>> look)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = new(["/", "/design"]);
    private readonly List<string> _asked = [];

    /// <summary>What is wrong, each with its page.</summary>
    public List<string> Wrong { get; } = [];

    public int Opened { get; private set; }

    public int Asked => _asked.Count;

    public async Task RunAsync()
    {
        while (_waiting.TryDequeue(out var path))
        {
            if (!_seen.Add(path)) continue;
            if (IsFile(path) || !IsOneOfTheFirst(path)) _asked.Add(path);
            else await OpenAsync(path);
        }

        foreach (var path in _asked) await AskAsync(path);
    }

    private async Task OpenAsync(string path)
    {
        Opened++;
        var status = await visit.GoAsync(path);
        if (status >= 400) Wrong.Add($"{path} answers {status}");
        else Wrong.AddRange((await look(path, visit.Page)).Select(wrong => $"{path}: {wrong}"));
        foreach (var link in await visit.LinksAsync()) _waiting.Enqueue(link);
    }

    private async Task AskAsync(string path)
    {
        var answer = await visit.Requests.GetAsync(visit.Url + path);
        if (answer.Status >= 400) Wrong.Add($"{path} answers {answer.Status}");
        await answer.DisposeAsync();
    }

    private bool IsOneOfTheFirst(string path)
    {
        var kind = PageKind.Of(path);
        return (_kinds[kind] = _kinds.GetValueOrDefault(kind) + 1) <= ofOneKind;
    }

    private static bool IsFile(string path) => Path.GetExtension(path.Split('?')[0]).Length > 0;
}
