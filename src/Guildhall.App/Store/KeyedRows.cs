using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Store;

/// <summary>One row by its key, whatever earlier writes of the same transaction did with it.</summary>
internal static class KeyedRows
{
    /// <summary>Adds the row, or gives the present one its values.</summary>
    public static void Put<T>(GuildhallDb db, T row, params object[] key)
        where T : class
    {
        if (db.Find<T>(key) is not { } known)
        {
            db.Add(row);
            return;
        }

        var entry = db.Entry(known);
        if (entry.State == EntityState.Deleted) entry.State = EntityState.Modified;
        entry.CurrentValues.SetValues(row);
    }

    /// <summary>Removes the row if it is there.</summary>
    public static void Remove<T>(GuildhallDb db, params object[] key)
        where T : class
    {
        if (db.Find<T>(key) is { } known) db.Remove(known);
    }
}
