using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary>What the address says of the list of agreements.</summary>
public sealed record AgreementForm(ListQuery Query)
{
    public string Status => Query.Value("status");

    public string Approval => Query.Value("approval");

    public string Renews => Query.Value("renews");

    public string Experience => Query.Value("experience");

    public bool Filtered => Query.HasFilter || Query.Kept.Length > 0;

    internal AgreementListFilter Filter => new()
    {
        Words = Query.Text,
        Status = ListQuery.Named<AgreementStatus>(Status),
        Account = Query.Value("account") is { Length: > 0 } account ? account.Replace("-", "", StringComparison.Ordinal) : null,
        Product = Query.Value("product") is { Length: > 0 } product ? product : null,
        Experience = Experience.Length > 0 ? new EntityId(Experience) : null,
        Approved = YesOrNo(Approval),
        Renews = YesOrNo(Renews),
        Order = ListQuery.Named<AgreementOrder>(Query.Sort) ?? AgreementOrder.End,
        Ascending = !Query.Down,
        Take = ListQuery.PageSize,
    };

    internal static AgreementForm Of(PageCall call) => new(ListQuery.Of(call, "accepted", down: true, ["status", "approval", "renews", "experience", "account", "product"]));

    private static bool? YesOrNo(string word) => word switch { "yes" => true, "no" => false, _ => null };
}

/// <summary>A page of the list.</summary>
/// <param name="Previous">The cursor of the page before; null on the first.</param>
public sealed record ShownAgreements(AgreementForm Form, TenantView Tenant, ImmutableArray<AgreementLine> Lines, string? Previous, string? Next);
