namespace Guildhall.App.Store;

/// <summary>Two who decide on the same rows at the same time: the slower one decides again on what the faster one left.</summary>
internal static class Race
{
    /// <summary>Among a few who write without pause one may lose several times in a row; so many times it does not, and it costs some hundred milliseconds.</summary>
    public const int Tries = 25;

    /// <summary>Runs a decision that reads, writes and commits by itself, where that is not the writer's.</summary>
    public static async Task<T> DecideAsync<T>(Func<Task<T>> decide)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await decide();
            }
            catch (Exception exception) when (tried < Tries && DatabaseFailure.IsRace(exception))
            {
            }
        }
    }
}
