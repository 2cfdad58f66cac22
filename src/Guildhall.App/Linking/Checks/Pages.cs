using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Linking.Checks;

/// <summary>Lists of AWS read to their end.</summary>
internal static class Pages
{
    private const int Most = 1_000;

    /// <summary>All items; a list that does not end is a problem (F-14).</summary>
    public static async Task<CloudAnswer<List<T>>> AllAsync<T>(Func<string?, Task<CloudAnswer<Page<T>>>> list)
    {
        var all = new List<T>();
        string? token = null;
        for (var pages = 0; pages < Most; pages++)
        {
            if (!(await list(token)).Gave(out var page, out var problem)) return problem;
            all.AddRange(page.Items);
            if (page.NextToken is null) return all;
            if (page.NextToken == token) break;
            token = page.NextToken;
        }

        return CloudProblem.Garbled("A list of AWS does not come to an end.");
    }
}
