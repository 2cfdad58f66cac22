using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>A person as managers see one.</summary>
/// <param name="LastSeen">The last request of a session that has not ended; null when there is none.</param>
public sealed record ListedPerson(Person Person, bool Active, DateTimeOffset CreatedAt, int Sessions, DateTimeOffset? LastSeen);

/// <summary>Who there is, for those who manage people.</summary>
public sealed class PersonListing(Database database, TimeProvider clock)
{
    /// <summary>Everybody within reach, by e-mail address, the disabled included.</summary>
    public async Task<IReadOnlyList<ListedPerson>> ListAsync(PeopleReach reach, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (idle, oldest) = (now - Sessions.Idle, now - Sessions.Longest);
        await using var db = database.Open();
        var roles = (await db.PersonRoles.AsNoTracking().ToListAsync(cancellation)).ToLookup(r => r.PersonId);
        var open = await db.Sessions.AsNoTracking().Where(s => !s.CodeDue && s.SeenAt > idle && s.CreatedAt > oldest)
            .GroupBy(s => s.PersonId).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(s => s.SeenAt) }).ToDictionaryAsync(g => g.Key, cancellation);
        var people = await db.People.AsNoTracking().OrderBy(p => p.EmailKey).ToListAsync(cancellation);
        return [.. people
            .Select(row => new ListedPerson(PersonReading.Of(row, roles[row.Id]), row.Active, row.CreatedAt, open.GetValueOrDefault(row.Id)?.Count ?? 0, open.GetValueOrDefault(row.Id)?.Last))
            .Where(listed => reach.Sees(listed.Person))];
    }

    /// <summary>One of them by id; null when there is none within reach.</summary>
    public async Task<ListedPerson?> FindAsync(PeopleReach reach, string id, CancellationToken cancellation) =>
        (await ListAsync(reach, cancellation)).FirstOrDefault(listed => listed.Person.Id == id);
}
