using Guildhall.App.Access;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>Keys that belong to a person have the rights of the person's roles, and go when those go.</summary>
internal static class PersonKeys
{
    /// <summary>Brings the person's keys after the roles of now, in the caller's transaction: other policies, or disabled for good when none are left.</summary>
    public static async Task FollowAsync(GuildhallDb db, Person person, bool active, CancellationToken cancellation)
    {
        var keys = await db.AccessKeys.Where(k => k.PersonId == person.Id && k.Active).ToListAsync(cancellation);
        if (keys.Count == 0) return;
        foreach (var key in keys)
        {
            var policies = person.PoliciesIn(new AccountId(key.AccountId));
            if (active && !policies.IsEmpty) key.Policies = Of(policies);
            else key.Active = false;
        }

        await Counters.BumpAsync(db, Counters.Keys, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private static string Of(IEnumerable<string> policies) => AttachedPolicies.Write([.. policies.Select(name => new AttachedPolicy(name))]);
}
