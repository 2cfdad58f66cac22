namespace Guildhall.Tests.House;

/// <summary>The rules decide without clock, chance, files, network or waiting: all of these come in as values.</summary>
public sealed class PurityTests
{
    private static readonly string[] Worlds =
    [
        "System.IO.", "System.Net.", "System.Data.", "System.Threading.", "System.Console", "System.Random",
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] Whims =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Environment.GetEnvironmentVariable", "System.Environment.get_TickCount64", "System.Environment.get_MachineName",
    ];

    [Fact]
    public void Domain_touches_nothing_outside_itself() => Assert.Empty(Impurities("Guildhall.Domain"));

    [Fact]
    public void An_assembly_that_touches_files_and_the_clock_would_be_noticed()
    {
        var found = Impurities("Guildhall.Tests").ToList();

        Assert.Contains("System.IO.File", found);
        Assert.Contains("System.DateTimeOffset.get_UtcNow", found);
        Assert.True(DateTimeOffset.UtcNow > DateTimeOffset.UnixEpoch);
    }

    private static IEnumerable<string> Impurities(string assembly)
    {
        var uses = AssemblyUses.Of(assembly);
        return uses.Types.Where(type => Worlds.Any(world => type.StartsWith(world, StringComparison.Ordinal)))
            .Concat(uses.Members.Intersect(Whims))
            .Order(StringComparer.Ordinal);
    }
}
