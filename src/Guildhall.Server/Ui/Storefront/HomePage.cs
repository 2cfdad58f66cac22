using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront;

/// <summary><c>/</c>: the storefront's home, with the face of the experience that governs the visitor's account.</summary>
internal static class HomePage
{
    public static void Map(PageRoutes pages) => pages.Get("/", null, (call, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Storefront<HomeView>("Home", call)));
}
