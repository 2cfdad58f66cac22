using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>An administrator who sends sets one after another, and remembers what was answered.</summary>
internal sealed class CrashClient(PreparedFolder prepared, int seed, string name) : IDisposable
{
    private readonly Random _random = new(seed);
    private readonly HttpClient _http = HallCaller.Signed(prepared.Administrator, "aws-marketplace");
    private readonly List<SentSet> _sent = [];

    public IReadOnlyList<SentSet> Sent => _sent;

    /// <summary>Sends again, with its token, what had no answer, and what had one: that must be the same.</summary>
    public async Task RetryAsync(GuildhallProcess guildhall)
    {
        foreach (var set in _sent.Where(s => !s.Refused)) await SendAsync(guildhall, set);
    }

    /// <summary>Sends new sets until <paramref name="count"/> are sent or the server is gone; cancels some.</summary>
    public async Task WorkAsync(GuildhallProcess guildhall, int count)
    {
        var sets = new RandomSets(prepared, _random);
        for (var i = 0; i < count; i++)
        {
            var set = sets.Next($"{name}-{_sent.Count}");
            _sent.Add(set);
            await SendAsync(guildhall, set);
            if (!set.Answered) return;
            if (set.Id is not null && _random.Next(4) == 0) await CancelAsync(guildhall, set.Id);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(GuildhallProcess guildhall, SentSet set)
    {
        if (await AnswerAsync(HttpMethod.Post, guildhall.Url + "/StartChangeSet", set.Body) is not var (status, body)) return;
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Locked or HttpStatusCode.UnprocessableEntity, $"{(int)status} {body}");
        if (status == HttpStatusCode.OK)
        {
            var id = JsonNode.Parse(body)!["ChangeSetId"]!.GetValue<string>();
            Assert.Equal(set.Id ?? id, id);
            set.Id = id;
        }
        else
        {
            Assert.True(set.Id is null, $"{set.Token} was accepted as {set.Id}, and is now refused: {body}");
            set.Refused = true;
        }
    }

    private async Task CancelAsync(GuildhallProcess guildhall, string id)
    {
        if (await AnswerAsync(HttpMethod.Patch, $"{guildhall.Url}/CancelChangeSet?catalog=AWSMarketplace&changeSetId={id}", "") is not var (status, body)) return;
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Locked, $"{(int)status} {body}");
    }

    /// <summary>Null when the connection broke.</summary>
    private async Task<(HttpStatusCode Status, string Body)?> AnswerAsync(HttpMethod method, string url, string body)
    {
        try
        {
            using var request = new HttpRequestMessage(method, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
