namespace Guildhall.Tests.Clients;

/// <summary>Asking until Guildhall has followed AWS. The patience is for machines with much else to do, and no part of what is promised.</summary>
internal static class Following
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks until the answer is the expected one, and says in the output how long that took.</summary>
    public static async Task FollowsAsync(string expected, Func<Task<string?>> ask)
    {
        var start = TimeProvider.System.GetTimestamp();
        string? seen;
        while ((seen = await ask()) != expected && TimeProvider.System.GetElapsedTime(start) < Patience) await Task.Delay(100, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{expected} after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        Assert.Equal(expected, seen);
    }
}
