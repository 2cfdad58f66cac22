using System.Globalization;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>Whose agreements are asked for.</summary>
public enum AgreementScope
{
    /// <summary>Those that the caller's account accepted.</summary>
    Acceptor,

    /// <summary>Those that the caller's account proposed.</summary>
    Proposer,

    /// <summary>All of the organization; for the accounts that stand for it.</summary>
    Organization,
}

/// <summary>Which agreements a list shows, by the end of their time. storefront-and-procurement.md B.7.</summary>
public sealed record AgreementFilter
{
    public AgreementScope Scope { get; init; }

    /// <summary>Null for every acceptor in the scope.</summary>
    public string? Acceptor { get; init; }

    public AgreementStatus? Status { get; init; }

    public string? Product { get; init; }

    public string? ProductType { get; init; }

    public string? Offer { get; init; }

    /// <summary>No agreement is of an offer set here: naming one finds none.</summary>
    public string? OfferSet { get; init; }

    public DateTimeOffset? EndsBefore { get; init; }

    public DateTimeOffset? EndsAfter { get; init; }

    public bool Ascending { get; init; }

    public int Take { get; init; } = 50;

    /// <summary>All of it but the page size, for the token that leads on.</summary>
    internal string Text => string.Join('\n', Scope, Acceptor, Status, Product, ProductType, Offer, OfferSet, EndsBefore?.UtcTicks, EndsAfter?.UtcTicks, Ascending);

    internal static string PositionOf(AgreementRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.EndTime.UtcTicks} {row.Id}");

    internal IQueryable<AgreementRow> Apply(IQueryable<AgreementRow> rows, string? position)
    {
        if (Acceptor is { } acceptor) rows = rows.Where(a => a.Account == acceptor);
        if (Status is { } status) rows = rows.Where(a => a.Status == status);
        if (Product is { } product) rows = rows.Where(a => a.Product == product);
        if (ProductType is { } type) rows = rows.Where(a => a.ProductType == type);
        if (Offer is { } offer) rows = rows.Where(a => a.Offer == offer);
        if (OfferSet is not null) rows = rows.Where(a => false);
        if (EndsBefore is { } before) rows = rows.Where(a => a.EndTime < before);
        if (EndsAfter is { } after) rows = rows.Where(a => a.EndTime > after);
        return Ordered(position is null ? rows : Behind(rows, position));
    }

    private IQueryable<AgreementRow> Behind(IQueryable<AgreementRow> rows, string position)
    {
        var parts = position.Split(' ');
        var (end, id) = (new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), parts[1]);
        return Ascending
            ? rows.Where(a => a.EndTime > end || (a.EndTime == end && string.Compare(a.Id, id) > 0))
            : rows.Where(a => a.EndTime < end || (a.EndTime == end && string.Compare(a.Id, id) < 0));
    }

    private IQueryable<AgreementRow> Ordered(IQueryable<AgreementRow> rows) =>
        Ascending ? rows.OrderBy(a => a.EndTime).ThenBy(a => a.Id) : rows.OrderByDescending(a => a.EndTime).ThenByDescending(a => a.Id);
}
