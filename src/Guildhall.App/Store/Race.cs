namespace Guildhall.App.Store;

/// <summary>Two who decide on the same rows at the same time, where each transaction is made by hand and not by the writer.</summary>
internal static class Race
{
    private const int Tries = 5;

    /// <summary>Runs a decision that reads, writes and commits by itself, and runs it again on what a faster one left.</summary>
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
