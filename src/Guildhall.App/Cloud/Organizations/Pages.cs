namespace Guildhall.App.Cloud.Organizations;

/// <summary>Lists of AWS read to their end.</summary>
internal static class Pages
{
    /// <summary>Twice the pages of the largest organization: 50,000 accounts, 20 a page (aws-operations.md A.2).</summary>
    private const int Most = 5_000;

    /// <summary>All items; a list that does not end is a problem, and none of its items counts (F-14).</summary>
    public static async Task<CloudAnswer<List<T>>> AllAsync<T>(Func<string?, Task<CloudAnswer<Page<T>>>> list)
    {
        var all = new List<T>();
        string? token = null;
        for (var pages = 0; pages < Most; pages++)
        {
            if (!(await list(token)).Gave(out var page, out var problem)) return problem;
            all.AddRange(page.Items);
            if (page.NextToken is null) return all;

            // An empty page may point to the same place again; a page with items may not.
            if (page.NextToken == token && page.Count > 0) break;
            token = page.NextToken;
        }

        return CloudProblem.Garbled("A list of AWS does not come to an end.");
    }
}
