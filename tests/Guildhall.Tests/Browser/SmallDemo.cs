using Guildhall.Tests.Server.Demo;

namespace Guildhall.Tests.Browser;

/// <summary>A demo of the smallest size that still has something on every page.</summary>
public sealed class SmallDemo : IAsyncLifetime
{
    public DemoProcess Process { get; } = new();

    public async ValueTask InitializeAsync() => await Process.StartAsync("--accounts", "12", "--products", "60");

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
