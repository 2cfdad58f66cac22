using System.Collections.Frozen;
using System.Text.Json;
using System.Threading.Channels;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>
/// Asks everything that a catalogue is made of, several questions at the same time, each once. What was answered before is taken from the spool, so that a walk
/// that was ended goes on where it was. Used for one walk.
/// </summary>
internal sealed class PullWalk(DiscoveryClient client, PullSpool spool, PullTally tally) : IDisposable
{
    /// <summary>Calls in flight at the same time: at AWS's rates more would only wait.</summary>
    public const int AtOnce = 8;

    /// <summary>Questions of one operation that are on their way, most of them waiting for their turn: each operation has a rate of its own, and none waits for another.</summary>
    private const int OfEach = 4;

    /// <summary>Pages of all listings: twice what 100,000 products need. Pages of a list about one thing (F-14).</summary>
    private const int MostListingPages = 2_000, MostPages = 100;

    /// <summary>Answers that make no sense before it is plain that somebody else answers.</summary>
    private const int MostBad = 100;

    private static readonly JsonElement Nothing = JsonElement.Parse("null");

    private readonly FrozenDictionary<DiscoveryOperation, Channel<DiscoveryQuestion>> _open = Enum.GetValues<DiscoveryOperation>().ToFrozenDictionary(o => o, _ => Channel.CreateUnbounded<DiscoveryQuestion>());
    private readonly HashSet<DiscoveryQuestion> _asked = [];
    private readonly CancellationTokenSource _stop = new();
    private CloudProblem? _stopped;
    private int _left;

    /// <summary>Null when everything was asked. A problem when the walk cannot go on; what was answered is kept.</summary>
    public async Task<CloudProblem?> RunAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellation);
        foreach (var question in WalkSteps.First) Want(question);
        await Task.WhenAll(_open.Values.SelectMany(open => Enumerable.Repeat(open.Reader, OfEach)).Select(open => Task.Run(() => WorkAsync(open, either.Token), CancellationToken.None)));
        cancellation.ThrowIfCancellationRequested();
        return _stopped;
    }

    public void Dispose() => _stop.Dispose();

    private async Task WorkAsync(ChannelReader<DiscoveryQuestion> open, CancellationToken cancellation)
    {
        try
        {
            await foreach (var question in open.ReadAllAsync(cancellation))
            {
                if (await AskAsync(question, cancellation) is { } problem) await StopAsync(problem);
                if (Interlocked.Decrement(ref _left) == 0) End();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told by whoever stopped it.
        }
        catch
        {
            await _stop.CancelAsync();
            throw;
        }
    }

    private Task StopAsync(CloudProblem problem)
    {
        Interlocked.CompareExchange(ref _stopped, problem, null);
        return _stop.CancelAsync();
    }

    private void Want(DiscoveryQuestion question)
    {
        lock (_asked)
        {
            if (!_asked.Add(question)) return;
        }

        Interlocked.Increment(ref _left);
        _open[question.Operation].Writer.TryWrite(question);
    }

    private void End()
    {
        foreach (var open in _open.Values) open.Writer.Complete();
    }

    /// <summary>Reads an answer to its end. Null when the walk may go on.</summary>
    private async Task<CloudProblem?> AskAsync(DiscoveryQuestion question, CancellationToken cancellation)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var most = question.Operation == DiscoveryOperation.SearchListings ? MostListingPages : MostPages;
        var again = true;
        string? token = null;
        for (var page = 0; page < most; page++)
        {
            var (answer, problem) = await PageAsync(question, page, token, cancellation);
            if (problem is { Reason: "INVALID_PAGINATION_TOKEN" } && page > 0 && again)
            {
                // The token was of a run long ago: from the beginning, once.
                spool.Forget(question);
                tokens.Clear();
                (token, page, again) = (null, -1, false);
                continue;
            }

            if (problem is { Reason: "PAGINATION_LIMIT_EXCEEDED" } && SearchSlice.Of(question) is { NextCut: not null } slice) return await CutAsync(slice, cancellation);
            if (problem is not null) return Judge(question, problem);
            if (answer.ValueKind == JsonValueKind.Null) return null;
            foreach (var next in WalkSteps.After(question, answer)) Want(next);
            token = new DiscoveryPage(answer).NextToken;
            if (token is null) return null;
            if (!tokens.Add(token)) return Judge(question, CloudProblem.Garbled($"The answer to {question} comes to a page that it has had before."));
        }

        return Judge(question, CloudProblem.Garbled($"The answer to {question} has more than {most:N0} pages."));
    }

    private async Task<(JsonElement Answer, CloudProblem? Problem)> PageAsync(DiscoveryQuestion question, int page, string? token, CancellationToken cancellation)
    {
        if (spool.Find(question, page) is { } kept)
        {
            tally.Count(question, kept, kept: true);
            return (kept, null);
        }

        if ((await client.AskAsync(question, token, cancellation)).Gave(out var given, out var problem))
        {
            spool.Add(question, given.Answer);
            tally.Count(question, given.Answer, kept: false);
            return (given.Answer, null);
        }

        if (problem.Code != "ResourceNotFoundException") return (default, problem);
        spool.Add(question, null);
        return (Nothing, null);
    }

    /// <summary>What makes no sense about one thing is told and left out; anything else stops the walk.</summary>
    private CloudProblem? Judge(DiscoveryQuestion question, CloudProblem problem)
    {
        if (problem.Kind != CloudTrouble.Garbled) return problem;
        spool.Forget(question);
        if (question.Operation == DiscoveryOperation.SearchListings || tally.BadCount >= MostBad) return problem;
        tally.Note(question, problem.Message);
        return null;
    }

    /// <summary>The listings that cannot be paged through are asked for in parts, one for each value of a facet.</summary>
    private async Task<CloudProblem?> CutAsync(SearchSlice slice, CancellationToken cancellation)
    {
        var (answer, problem) = await PageAsync(new DiscoveryQuestion(DiscoveryOperation.SearchFacets, slice.ToString()), page: 0, token: null, cancellation);
        if (problem is not null) return problem;
        foreach (var facet in answer.Find("listingFacets").Items(slice.NextCut!))
        {
            if (facet.Text("value") is { } value && SearchSlice.Takes(value)) Want(new DiscoveryQuestion(DiscoveryOperation.SearchListings, slice.With(value).ToString()));
        }

        return null;
    }
}
