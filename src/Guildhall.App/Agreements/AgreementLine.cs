using System.Linq.Expressions;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Agreements;

/// <summary>An agreement in a list, without its terms.</summary>
public sealed record AgreementLine(string Id, AccountId Account, ProductId Product, string ProductType, AgreementStatus Status)
{
    /// <summary>The seller's account; null where the catalogue has none.</summary>
    public string? Proposer { get; init; }

    public string Offer { get; init; } = "";

    public DateTimeOffset Accepted { get; init; }

    public DateTimeOffset Start { get; init; }

    /// <summary>Null when nothing ends it.</summary>
    public DateTimeOffset? End { get; init; }

    public bool AutoRenew { get; init; }

    public string? Currency { get; init; }

    /// <summary>Decimal text.</summary>
    public string Value { get; init; } = "0";

    /// <summary>What the private marketplace says of its product for its account now.</summary>
    public PurchaseDecision Now { get; init; }

    public bool Approved => Now.Decision == Decision.Allow;

    /// <summary>Whether it would go on by itself at its end and is refused that as things stand.</summary>
    public bool RenewalRefused => Status == AgreementStatus.Active && AutoRenew && End is not null && !Approved;

    /// <summary>The line of an agreement, with what is decided of its product now.</summary>
    public static AgreementLine Of(Agreement agreement, PurchaseDecision now) => new(agreement.Id, agreement.Acceptor, agreement.Product, agreement.ProductType, agreement.Status)
    {
        Proposer = agreement.Proposer?.Value,
        Offer = agreement.Offer,
        Accepted = agreement.Accepted,
        Start = agreement.Start,
        End = agreement.End,
        AutoRenew = agreement.AutoRenew,
        Currency = agreement.Currency,
        Value = agreement.Value,
        Now = now,
    };

    /// <summary>The end of a row: the latest time there is stands for none.</summary>
    internal static DateTimeOffset? EndOf(DateTimeOffset stored) => stored == DateTimeOffset.MaxValue ? null : stored;

    /// <summary>What is read of a row: not its terms, which are the most of it.</summary>
    internal static Expression<Func<AgreementRow, AgreementLine>> Read { get; } = row => new AgreementLine(row.Id, new AccountId(row.Account), new ProductId(row.Product), row.ProductType, row.Status)
    {
        Proposer = row.Proposer,
        Offer = row.Offer,
        Accepted = row.AcceptedAt,
        Start = row.StartTime,
        End = row.EndTime,
        AutoRenew = row.AutoRenew,
        Currency = row.Currency,
        Value = row.Value,
    };
}
