namespace Guildhall.App.Store;

/// <summary>Decides again when another request or process was faster. security.md F-25.</summary>
internal static class Races
{
    private const int Tries = 8;

    /// <summary>What the first attempt that is not overtaken answers.</summary>
    /// <param name="attempt">Opens a context and a transaction of its own, so that it sees what the faster one left.</param>
    public static async Task<T> SettleAsync<T>(Func<Task<T>> attempt)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception exception) when (tries < Tries && DatabaseFailure.IsRace(exception))
            {
                // What made it fail is committed: the next attempt decides on it.
            }
        }
    }
}
