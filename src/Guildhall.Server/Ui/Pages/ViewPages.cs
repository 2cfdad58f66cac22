using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Pages;

/// <summary>How a person wants pages to look: columns of tables, density. design/ui.md 2, 4.</summary>
internal static class ViewPages
{
    public static void Map(PageRoutes pages)
    {
        pages.Post("/view/columns", null, (call, _) => ValueTask.FromResult(Columns(call)));
        pages.Post("/view/density", null, (call, _) => ValueTask.FromResult(Density(call)));
    }

    private static PageAnswer Columns(PageCall call)
    {
        var left = call.Texts("of").Except(call.Texts("column"), StringComparer.Ordinal);
        ViewChoice.Of(call).Without(call.Text("table"), left).Keep(call);
        return new PageAnswer.SeeOther(call.Text("back"));
    }

    private static PageAnswer Density(PageCall call)
    {
        (ViewChoice.Of(call) with { Compact = call.Text("density") == "compact" }).Keep(call);
        return new PageAnswer.SeeOther(call.Text("back"));
    }
}
