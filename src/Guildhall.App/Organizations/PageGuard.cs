using Guildhall.App.Cloud;

namespace Guildhall.App.Organizations;

/// <summary>Keeps a list from going on for ever. security.md F-14.</summary>
internal sealed class PageGuard(ReadingProgress progress)
{
    /// <summary>Twice the pages of the largest organization: 50,000 accounts, 20 a page (aws-operations.md A.2).</summary>
    private const int MostPages = 5_000;

    private const int MostEmptyPages = 100;

    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);

    /// <summary>Moves on to the next page; the problem when the list does not come to an end. True in <paramref name="ended"/> after the last page.</summary>
    public CloudProblem? Turn(int items, string? nextToken, out bool ended)
    {
        ended = nextToken is null;
        progress.Pages++;
        progress.EmptyPages = items == 0 ? progress.EmptyPages + 1 : 0;
        if (ended)
        {
            Reset();
            return null;
        }

        progress.NextToken = nextToken;
        // An empty page may point to the same place again; a page with items may not.
        if (!_tokens.Add(nextToken!) && items > 0) return CloudProblem.Garbled("AWS repeats a page of a list.");
        if (progress.Pages >= MostPages) return CloudProblem.Garbled($"A list of AWS has not ended after {MostPages:N0} pages.");
        return progress.EmptyPages >= MostEmptyPages ? CloudProblem.Garbled($"AWS answers with {MostEmptyPages} empty pages in a row.") : null;
    }

    /// <summary>Whether the list was started again, because its token had grown old while the reading was stopped; at most three times.</summary>
    public bool StartsAgain(CloudProblem problem)
    {
        if (progress.NextToken is null || problem.Kind != CloudTrouble.Refused || progress.Restarts >= 3) return false;
        progress.Restarts++;
        Reset();
        return true;
    }

    private void Reset()
    {
        (progress.NextToken, progress.Pages, progress.EmptyPages) = (null, 0, 0);
        _tokens.Clear();
    }
}
