using System.Text;
using Guildhall.App.Search;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Ui.Storefront;

/// <summary>The address of a search.</summary>
internal static class SearchAddress
{
    private const string Path = "/search";

    /// <summary>All that is found, as a file.</summary>
    public static string FileOf(SearchQuery query) => Path + ".csv" + Of(query with { Cursor = null, Take = 20 })[Path.Length..];

    public static string Of(SearchQuery query)
    {
        var address = new StringBuilder(Path).Append("?q=").Append(Uri.EscapeDataString(query.Text));
        foreach (var (facet, values) in query.Filters)
        {
            foreach (var value in values) address.Append('&').Append(facet.Word()).Append('=').Append(Uri.EscapeDataString(value));
        }

        if (query.ApprovedOnly) address.Append("&approved=true");
        if (query.Order != SearchOrder.Relevance) address.Append("&sort=").Append(SearchParameters.WordOf(query.Order));
        if (query.Take != 20) address.Append("&limit=").Append(query.Take);
        if (query.Cursor is { } cursor) address.Append("&cursor=").Append(cursor);
        return address.ToString();
    }
}
