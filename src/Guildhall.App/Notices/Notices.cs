using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Notices;

/// <summary>A notice as somebody sees it.</summary>
/// <param name="Subject">The request, change set or planned exit it is about; null for none of them.</param>
public sealed record Notice(long Sequence, string Type, string Title, string? Subject, string Account, DateTimeOffset Time, bool Read);

/// <summary>A part of the notices, the newest first.</summary>
/// <param name="Count">How many there are in all.</param>
public sealed record NoticePage(IReadOnlyList<Notice> Notices, int Count);

/// <summary>
/// What the pages tell somebody: administrators what happened in the whole organization, others what is about the account they act for. Each person has read
/// what that person has read. private-marketplace.md 9.1.
/// </summary>
public sealed class Notices(Database database, Marketplaces marketplaces, Writer writer)
{
    /// <summary>More unread ones are not counted.</summary>
    public const int MostCounted = 99;

    private const string Unread = """
        SELECT count(*) FROM (
            SELECT 1 FROM "Notices" AS n WHERE n."TenantId" = @tenant AND (@account = '' OR n."Account" = @account)
            AND n."Sequence" > coalesce((SELECT "ReadUpTo" FROM "NoticeMarks" WHERE "PersonId" = @person AND "AccountId" = @acting), 0)
            AND NOT EXISTS (SELECT 1 FROM "NoticeReads" AS r WHERE r."PersonId" = @person AND r."AccountId" = @acting AND r."Sequence" = n."Sequence")
            LIMIT 100) AS u
        """;

    /// <summary>How many are unread, 100 at most. Plain SQL, without EF Core: every page asks.</summary>
    public int CountUnread(Person person, Caller caller)
    {
        if (ViewOf(caller) is not { } view) return 0;
        try
        {
            using var reading = new PlainReading(database);
            return reading.Rows(Unread, ("tenant", view.Tenant), ("account", view.Account), ("person", person.Id), ("acting", caller.Account.Value)).Select(row => row.GetInt32(0)).First();
        }
        catch (Exception exception) when (DatabaseFailure.IsIn(exception))
        {
            // A page that says that the database is away must not fail over its bell.
            return 0;
        }
    }

    public async Task<NoticePage> ListAsync(Person person, Caller caller, int skip, int take, CancellationToken cancellation)
    {
        if (ViewOf(caller) is not { } view) return new NoticePage([], 0);
        // Of one moment, so that the page, what of it is read and the count agree.
        using var moment = new PlainReading(database);
        await using var db = moment.Context();
        var (tenant, account, acting) = (view.Tenant, view.Account, caller.Account.Value);
        var all = db.Notices.AsNoTracking().Where(n => n.TenantId == tenant && (account == "" || n.Account == account));
        var rows = await all.OrderByDescending(n => n.Sequence).Skip(skip).Take(take).ToListAsync(cancellation);
        var mark = await db.NoticeMarks.Where(m => m.PersonId == person.Id && m.AccountId == acting).Select(m => m.ReadUpTo).FirstOrDefaultAsync(cancellation);
        var numbers = rows.Select(r => r.Sequence).ToList();
        var read = (await db.NoticeReads.Where(r => r.PersonId == person.Id && r.AccountId == acting && numbers.Contains(r.Sequence)).Select(r => r.Sequence).ToListAsync(cancellation)).ToHashSet();
        return new NoticePage([.. rows.Select(r => new Notice(r.Sequence, r.Type, r.Title, r.Subject, r.Account, r.Time, r.Sequence <= mark || read.Contains(r.Sequence)))], await all.CountAsync(cancellation));
    }

    /// <summary>Marks one as read.</summary>
    public Task<bool> ReadAsync(Person person, Caller caller, long sequence, CancellationToken cancellation) => writer.WriteAsync(
        scope =>
        {
            if (ViewOf(caller) is not { } view || scope.Db.Notices.AsNoTracking().FirstOrDefault(n => n.Sequence == sequence) is not { } notice || !view.Sees(notice)) return false;
            if (scope.Db.NoticeReads.Find(person.Id, caller.Account.Value, sequence) is not null) return true;
            scope.Stage(db => db.Add(new NoticeReadRow { PersonId = person.Id, AccountId = caller.Account.Value, Sequence = sequence }));
            return true;
        },
        cancellation);

    /// <summary>Marks all up to one as read: what came after the page was opened stays unread.</summary>
    public Task<bool> ReadUpToAsync(Person person, Caller caller, long sequence, CancellationToken cancellation) => writer.WriteAsync(
        scope =>
        {
            var (id, account) = (person.Id, caller.Account.Value);
            var mark = scope.Db.NoticeMarks.Find(id, account);
            if (mark is not null && mark.ReadUpTo >= sequence) return true;
            scope.Stage(db =>
            {
                if (mark is null) db.Add(new NoticeMarkRow { PersonId = id, AccountId = account, ReadUpTo = sequence });
                else mark.ReadUpTo = sequence;
                db.NoticeReads.Where(r => r.PersonId == id && r.AccountId == account && r.Sequence <= sequence).ExecuteDelete();
            });
            return true;
        },
        cancellation);

    private NoticeView? ViewOf(Caller caller) =>
        marketplaces.FindTenantOf(caller.Account) is not { } tenant ? null
        : new NoticeView(tenant.State.Tenant.Value, caller.Actor.Administers(tenant.Marketplace.Organization) ? "" : caller.Account.Value);

    /// <param name="Account">The only account whose notices are seen; empty for all.</param>
    private sealed record NoticeView(string Tenant, string Account)
    {
        public bool Sees(NoticeRow notice) => notice.TenantId == Tenant && (Account.Length == 0 || notice.Account == Account);
    }
}
