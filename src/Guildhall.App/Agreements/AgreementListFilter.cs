using System.Globalization;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>What a list of agreements is in the order of; equal ones by id.</summary>
public enum AgreementOrder
{
    End,
    Accepted,
    Account,
}

/// <summary>Which agreements of an organization a list shows, and in which order.</summary>
public sealed record AgreementListFilter
{
    /// <summary>A part of the id or name of the agreement, its account, product, seller or offer.</summary>
    public string Words { get; init; } = "";

    public AgreementStatus? Status { get; init; }

    public string? Account { get; init; }

    public string? Product { get; init; }

    /// <summary>Only accounts that it governs now.</summary>
    public EntityId? Experience { get; init; }

    /// <summary>Whether the product is approved for the account now.</summary>
    public bool? Approved { get; init; }

    public bool? Renews { get; init; }

    /// <summary>Only those that end before this; one without an end does not.</summary>
    public DateTimeOffset? EndsBefore { get; init; }

    public AgreementOrder Order { get; init; }

    public bool Ascending { get; init; }

    public int Take { get; init; } = 50;

    /// <summary>What the pages of one list have in common.</summary>
    internal string Text => string.Join('\n', Words, Status, Account, Product, Experience, Approved, Renews, EndsBefore?.UtcTicks, Order, Ascending);

    /// <summary>Whether the database alone cannot tell which agreements fit.</summary>
    internal bool Reads => Words.Length > 0 || Experience is not null || Approved is not null;

    /// <summary>What the database can tell.</summary>
    internal IQueryable<AgreementRow> Of(IQueryable<AgreementRow> rows)
    {
        if (Status is { } status) rows = rows.Where(a => a.Status == status);
        if (Account is { } account) rows = rows.Where(a => a.Account == account);
        if (Product is { } product) rows = rows.Where(a => a.Product == product);
        if (Renews is { } renews) rows = rows.Where(a => a.AutoRenew == renews);
        if (EndsBefore is { } before) rows = rows.Where(a => a.EndTime < before);
        return rows;
    }

    /// <summary>The rows behind a position, in the order of the walk.</summary>
    internal IQueryable<AgreementRow> Walk(IQueryable<AgreementRow> rows, AgreementPosition? from, bool ascending) => Order switch
    {
        AgreementOrder.Account => ByAccount(rows, from, ascending),
        AgreementOrder.Accepted => ByAccepted(rows, from, ascending),
        _ => ByEnd(rows, from, ascending),
    };

    internal AgreementPosition PositionOf(AgreementLine line) => new(
        Order switch
        {
            AgreementOrder.Account => line.Account.Value,
            AgreementOrder.Accepted => Ticks(line.Accepted),
            _ => Ticks(line.End ?? DateTimeOffset.MaxValue),
        },
        line.Id);

    private static IQueryable<AgreementRow> ByEnd(IQueryable<AgreementRow> rows, AgreementPosition? from, bool ascending)
    {
        if (from is { Time: var time, Id: var id })
        {
            rows = ascending
                ? rows.Where(a => a.EndTime > time || (a.EndTime == time && string.Compare(a.Id, id) > 0))
                : rows.Where(a => a.EndTime < time || (a.EndTime == time && string.Compare(a.Id, id) < 0));
        }

        return ascending ? rows.OrderBy(a => a.EndTime).ThenBy(a => a.Id) : rows.OrderByDescending(a => a.EndTime).ThenByDescending(a => a.Id);
    }

    private static IQueryable<AgreementRow> ByAccepted(IQueryable<AgreementRow> rows, AgreementPosition? from, bool ascending)
    {
        if (from is { Time: var time, Id: var id })
        {
            rows = ascending
                ? rows.Where(a => a.AcceptedAt > time || (a.AcceptedAt == time && string.Compare(a.Id, id) > 0))
                : rows.Where(a => a.AcceptedAt < time || (a.AcceptedAt == time && string.Compare(a.Id, id) < 0));
        }

        return ascending ? rows.OrderBy(a => a.AcceptedAt).ThenBy(a => a.Id) : rows.OrderByDescending(a => a.AcceptedAt).ThenByDescending(a => a.Id);
    }

    private static IQueryable<AgreementRow> ByAccount(IQueryable<AgreementRow> rows, AgreementPosition? from, bool ascending)
    {
        if (from is { Key: var key, Id: var id })
        {
            rows = ascending
                ? rows.Where(a => string.Compare(a.Account, key) > 0 || (a.Account == key && string.Compare(a.Id, id) > 0))
                : rows.Where(a => string.Compare(a.Account, key) < 0 || (a.Account == key && string.Compare(a.Id, id) < 0));
        }

        return ascending ? rows.OrderBy(a => a.Account).ThenBy(a => a.Id) : rows.OrderByDescending(a => a.Account).ThenByDescending(a => a.Id);
    }

    private static string Ticks(DateTimeOffset time) => time.UtcTicks.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a list goes on: behind the agreement with this key and id, or for a walk back before it.</summary>
/// <param name="Key">What the list is in the order of: the ticks of a time, or an account.</param>
internal sealed record AgreementPosition(string Key, string Id, bool Back = false)
{
    public DateTimeOffset Time => new(long.Parse(Key, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>As it stands in a page token.</summary>
    public string Write() => $"{(Back ? '-' : '+')}{Key}|{Id}";

    /// <summary>What <see cref="Write"/> wrote; null for anything else.</summary>
    public static AgreementPosition? Read(string? text) =>
        text is ['+' or '-', .. var rest] && rest.Split('|') is [var key, var id] ? new AgreementPosition(key, id, text[0] == '-') : null;
}
