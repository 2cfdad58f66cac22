using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Design;

/// <summary><c>/design</c>: the design system, every part in every state. For those who draw pages. design/ui.md 4.</summary>
internal static class DesignPage
{
    public static void Map(PageRoutes pages) =>
        pages.Get("/design", null, (_, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Storefront<DesignView>("Design system", new object())));
}
