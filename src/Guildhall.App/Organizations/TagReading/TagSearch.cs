using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Organizations.TagReading;

/// <summary>The tags of member accounts as they were read last. private-marketplace.md 7.1 (organization structure).</summary>
public sealed class TagSearch(Database database)
{
    /// <summary>The accounts of a tenant that have the word in a tag, as a part of <c>key=value</c> and whatever its case.</summary>
    public async Task<IReadOnlySet<string>> HavingAsync(TenantId tenant, string word, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var sought = StoredTags.Sought(word);
        return await db.AccountTags.Where(t => t.TenantId == tenant.Value && t.Sought.Contains(sought)).Select(t => t.AccountId).ToHashSetAsync(StringComparer.Ordinal, cancellation);
    }

    /// <summary>An account's tags by key; null when they were not read yet.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> FindAsync(TenantId tenant, string account, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var tags = await db.AccountTags.Where(t => t.TenantId == tenant.Value && t.AccountId == account).Select(t => t.Tags).FirstOrDefaultAsync(cancellation);
        return tags is null ? null : StoredTags.Read(tags);
    }
}
