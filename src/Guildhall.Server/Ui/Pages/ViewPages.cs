using Guildhall.Server.Ui.Parts;
using Microsoft.AspNetCore.WebUtilities;

namespace Guildhall.Server.Ui.Pages;

/// <summary>How a person wants pages to look: columns of tables, density; and what is ticked in a list that is walked. design/ui.md 2, 4.</summary>
internal static class ViewPages
{
    public static void Map(PageRoutes pages)
    {
        pages.Post("/view/columns", null, (call, _) => ValueTask.FromResult(Columns(call)));
        pages.Post("/view/density", null, (call, _) => ValueTask.FromResult(Density(call)));
        pages.Post(Ticks.Keeping, null, (call, _) => ValueTask.FromResult(Keep(call)));
    }

    private static PageAnswer Columns(PageCall call)
    {
        var usual = call.Texts("known").Except(call.Texts("asked"), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        usual.SymmetricExceptWith(call.Texts("column"));
        ViewChoice.Of(call).Turning(call.Text("table"), usual).Keep(call);
        return call.Text("here") is { Length: > 0 } list ? Ticked(call, list) : new PageAnswer.SeeOther(call.Text("back"));
    }

    private static PageAnswer Density(PageCall call)
    {
        (ViewChoice.Of(call) with { Compact = call.Text("density") == "compact" }).Keep(call);
        return new PageAnswer.SeeOther(call.Text("back"));
    }

    /// <summary>To another part of a list, with what is ticked, or with nothing.</summary>
    private static PageAnswer Keep(PageCall call)
    {
        return call.Text("clear").Length > 0 ? new PageAnswer.SeeOther(call.Text("back")) : Ticked(call, AddressOf(call));
    }

    /// <summary>To a part of a list, with what is ticked; <c>of</c> names the boxes.</summary>
    private static PageAnswer.SeeOther Ticked(PageCall call, string address)
    {
        var ticks = Ticks.Of(call.Texts(call.Text("of")));
        return new PageAnswer.SeeOther(ticks.Fitting.In(address), ticks.Refusal is { } refusal ? Flash.Problem(refusal) : null);
    }

    private static string AddressOf(PageCall call)
    {
        if (call.Text("find") is not { Length: > 0 } list) return call.Text("go") is { Length: > 0 } part ? part : call.Text("back");
        return QueryHelpers.AddQueryString(list, call.Texts("filter").Where(name => call.Text(name).Length > 0).Select(name => KeyValuePair.Create<string, string?>(name, call.Text(name))));
    }
}
