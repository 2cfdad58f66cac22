using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>How acts on links change their rows, inside the transaction of the act.</summary>
internal static class LinkRows
{
    /// <summary>The link that is acted on; refused when there is none, it was removed, or it is newer than the version that the act was decided on (412).</summary>
    /// <param name="version">The ETag; null for whoever does not mind.</param>
    public static Result<LinkRow> Find(WriteScope scope, string id, long? version)
    {
        if (scope.Db.Links.Find(id) is not { } row || row.State == LinkStates.Removed) return Problem.NotFound("There is no such organization.");
        return version is { } seen && seen != row.Version ? Stale : row;
    }

    public const string StaleCode = "STALE";

    public static Problem Stale { get; } = Problem.Conflict(StaleCode, "Somebody else has changed the organization meanwhile. Look at it again, then repeat your change.");

    /// <summary>For what would be written on AWS at once.</summary>
    public static Problem Paused { get; } = new(ProblemKind.Upstream, LinkStates.PausedCode, "The organization is paused: nothing is written on AWS for it. Resume it first.");

    /// <summary>Stages a change of a person's: the version moves.</summary>
    public static void Change(WriteScope scope, string id, string by, Action<LinkRow> change) => scope.Stage(db =>
    {
        var row = db.Links.Find(id)!;
        change(row);
        row.Version++;
        (row.UpdatedAt, row.UpdatedBy) = (scope.Now, by);
    });

    /// <summary>Stages a change of Guildhall's own.</summary>
    public static void Follow(WriteScope scope, string id, Action<LinkRow> change) => scope.Stage(db =>
    {
        if (db.Links.Find(id) is { } row && row.State != LinkStates.Removed) change(row);
    });

    /// <summary>Stages that this link is the default and no other is; the others go first, for one is the most the database takes.</summary>
    public static void MakeDefault(WriteScope scope, string id) => scope.Stage(db =>
    {
        ClearDefault(db, id);
        db.Links.Find(id)!.IsDefault = true;
    });

    /// <summary>Stages that no link is the default.</summary>
    public static void NoDefault(WriteScope scope) => scope.Stage(db => ClearDefault(db, ""));

    /// <summary>The name of the default link; null when there is none, or it is this one.</summary>
    public static string? OtherDefault(WriteScope scope, string id) => scope.Db.Links.Where(l => l.IsDefault && l.Id != id).Select(l => l.Name).FirstOrDefault();

    private static void ClearDefault(GuildhallDb db, string except)
    {
        db.Links.Where(l => l.IsDefault && l.Id != except).ExecuteUpdate(l => l.SetProperty(x => x.IsDefault, false));
        foreach (var tracked in db.ChangeTracker.Entries<LinkRow>().Where(e => e.Entity.IsDefault && e.Entity.Id != except))
        {
            tracked.Entity.IsDefault = false;
            tracked.Property(l => l.IsDefault).OriginalValue = false;
        }
    }
}
