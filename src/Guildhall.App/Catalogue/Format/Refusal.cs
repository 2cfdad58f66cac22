namespace Guildhall.App.Catalogue.Format;

/// <summary>Why a line is not taken. storefront-and-procurement.md E.4.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Id">The record's id, where it could be read.</param>
/// <param name="Member">The member it is about, with its place in lists: <c>terms[2].currencyCode</c>.</param>
/// <param name="Reason">One sentence.</param>
public sealed record Refusal(int Line, string? Id, string? Member, string Reason)
{
    /// <summary>As a line for a person: <c>line 7 (prod-…) title: …</c>.</summary>
    public override string ToString() =>
        $"line {Line}{(Id is null ? "" : $" ({Id})")}{(Member is null ? "" : $" {Member}")}: {Reason}";
}
