using Guildhall.App.Store.Rows;

namespace Guildhall.App.Store;

/// <summary>Counters by which processes tell each other that something outside the tenants was written.</summary>
public static class Counters
{
    public const string Keys = "keys";

    public const string Catalogue = "catalogue";

    /// <summary>Moves a counter by one, in the caller's transaction. Returns its new value.</summary>
    public static async Task<long> BumpAsync(GuildhallDb db, string scope, CancellationToken cancellation)
    {
        var row = await db.Counters.FindAsync([scope], cancellation);
        if (row is null) db.Counters.Add(row = new CounterRow { Scope = scope });
        return ++row.Value;
    }
}
