using System.Text.Json.Nodes;
using Guildhall.Tests.Server.Demo;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>Somebody of the demo, signed in.</summary>
internal static class DemoVisit
{
    public static async Task<Visit> SignInAsync(Chromium chromium, DemoProcess demo, string role, bool script = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var user = demo.Guide["users"]!.AsArray().Single(u => Text(u, "role") == role)!;
        var visit = await Visit.BeginAsync(chromium, Text(demo.Guide, "url"), script, scheme, width);
        await visit.SignInAsync(Text(user, "email"), Text(user, "password"));
        await visit.IsAtAsync("/");
        return visit;
    }

    private static string Text(JsonNode? node, string member) => node![member]!.GetValue<string>();
}
