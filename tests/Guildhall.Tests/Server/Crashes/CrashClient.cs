using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Somebody who sends sets one after another, tags and policies between them, and remembers what was answered.</summary>
internal sealed class CrashClient : IDisposable
{
    private readonly string _name;
    private readonly Random _random;
    private readonly RandomSets _sets;
    private readonly HttpClient _http;
    private readonly List<SentSet> _sent = [];
    private readonly bool _buyer;
    private int _retryFrom;

    /// <param name="hall">Whom it calls.</param>
    /// <param name="seed">Of all it does.</param>
    /// <param name="number">The first client is the buyer, the others administer.</param>
    public CrashClient(PreparedHall hall, int seed, int number)
    {
        (_name, _random, _buyer) = ($"client{number}", new Random(seed), number == 0);
        _sets = new RandomSets(hall, _random, _buyer);
        _http = HallCaller.Signed(_buyer ? hall.Buyer : hall.Administrator, "aws-marketplace");
        if (!_buyer) Marks = [new(hall, _name, hall.Experiences[0], policy: false), new(hall, _name, hall.Experiences[number], policy: true)];
    }

    public IReadOnlyList<SentSet> Sent => _sent;

    public IReadOnlyList<Mark> Marks { get; } = [];

    /// <summary>Whether a connection broke since the last start: the server is gone, or about to be.</summary>
    public bool CutOff { get; private set; }

    /// <summary>Sends again, with its token, what had no answer, and what had one since the last crash: that must be the same.</summary>
    public async Task RetryAsync(GuildhallProcess guildhall)
    {
        CutOff = false;
        foreach (var set in _sent.Where((s, place) => !s.Refused && (place >= _retryFrom || s.Id is null))) await SendAsync(guildhall, set);
        _retryFrom = _sent.Count;
    }

    /// <summary>Sends new sets until <paramref name="count"/> are sent or the server is gone; cancels some.</summary>
    public async Task WorkAsync(GuildhallProcess guildhall, int count, IReadOnlyList<string> pending)
    {
        _sets.Pending = pending;
        for (var i = 0; i < count; i++)
        {
            var set = _sets.Next($"{_name}-{_sent.Count}");
            _sent.Add(set);
            await SendAsync(guildhall, set);
            if (!set.Answered) return;
            if (set.Id is not null && !_buyer && _random.Next(3) == 0) await CancelAsync(guildhall, set.Id);
            if (Marks.Count > 0 && _random.Next(3) == 0) await MarkAsync(guildhall, Marks[_random.Next(Marks.Count)]);
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

    private async Task MarkAsync(GuildhallProcess guildhall, Mark mark)
    {
        var written = mark.Next();
        var number = mark.Sent;
        if (await AnswerAsync(HttpMethod.Post, $"{guildhall.Url}/{mark.Operation}", written) is not var (status, body)) return;
        Assert.True(status == HttpStatusCode.OK, $"{(int)status} {body}");
        mark.Acknowledged.Add(number);
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
        catch (Exception broken) when (broken is HttpRequestException or SocketException)
        {
            CutOff = true;
            return null;
        }
    }
}
