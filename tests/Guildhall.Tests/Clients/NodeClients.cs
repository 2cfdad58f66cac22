using System.Text.Json;
using Guildhall.Tests.House;

namespace Guildhall.Tests.Clients;

/// <summary>AWS's own JavaScript clients, as the lock file has them: installed once into the build's folder. Without node, npm or a registry their tests skip.</summary>
internal static class NodeClients
{
    private static readonly string Folder = Checkout.At("artifacts/node-clients");
    private static readonly Lazy<Task<string?>> Reason = new(InstallAsync);

    /// <summary>The JSON document that a script of <c>Clients/JavaScript</c> prints.</summary>
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        if (await Reason.Value is { } reason) Assert.Skip(reason);
        File.Copy(Source(script), Path.Combine(Folder, script), overwrite: true);
        await using var node = ChildProcess.Start("node", [script, .. arguments], Folder);
        var ended = await node.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ErrorText);
        return JsonElement.Parse(ended.Output);
    }

    /// <summary>Null once the clients are there, else why they are not.</summary>
    private static async Task<string?> InstallAsync()
    {
        if (ChildProcess.FindOnPath("node") is null || ChildProcess.FindOnPath("npm") is null) return "There is no node with npm on the PATH.";
        Directory.CreateDirectory(Folder);
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Source(file), Path.Combine(Folder, file), overwrite: true);
        await using var npm = ChildProcess.Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], Folder);
        return (await npm.EndAsync()).ExitCode == 0 ? null : "npm cannot get AWS's JavaScript clients here.";
    }

    private static string Source(string file) => Checkout.At("tests/Guildhall.Tests/Clients/JavaScript/" + file);
}
