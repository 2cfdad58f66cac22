namespace Guildhall.Domain.Agreements;

/// <summary>Whether a buyer may end an agreement. Approval has no say in it. storefront-and-procurement.md B.9.</summary>
public static class Cancelling
{
    /// <summary>How long after the acceptance a prepaid agreement may be cancelled, unless the operator says otherwise.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromHours(48);

    /// <summary>Null when it may be cancelled, or is cancelled already: then there is nothing to do.</summary>
    /// <param name="prepaid">Whether something is paid up front or by instalments (<see cref="TermKinds.IsPrepaid"/>).</param>
    public static Problem? Check(AgreementStatus status, bool prepaid, DateTimeOffset accepted, DateTimeOffset now, TimeSpan window) => status switch
    {
        AgreementStatus.Cancelled => null,
        not AgreementStatus.Active => AgreementProblems.Invalid("INACTIVE_AGREEMENT", $"The agreement is {status.Word()}; only an ACTIVE one can be cancelled.", "agreementId"),
        _ when prepaid && now - accepted > window => AgreementProblems.Invalid(
            "UNSUPPORTED_ACTION", $"A prepaid agreement can be cancelled within {window.TotalHours:0.##} hours of its acceptance; ask the seller, or let it end without renewal.", "agreementId"),
        _ => null,
    };
}
