using System.Collections.Immutable;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Statements;

/// <summary>The statements of a month.</summary>
/// <param name="Month">Null while there is no report at all.</param>
/// <param name="Names">Of organizations, by id.</param>
public sealed record StatementList(ListQuery Query, BillingMonth? Month, ImmutableArray<BillingMonth> Months, StatementPage Page, IReadOnlyList<StatementMonth> Open, IReadOnlyDictionary<string, string> Names, bool Manages);

/// <summary>A statement with what its reader may do.</summary>
/// <param name="Query">Which accounts the page shows; paper has all.</param>
public sealed record ShownStatement(StatementSheet Sheet, string Organization, bool Manages, ListQuery Query);

/// <summary>What closing a month makes, before it is done.</summary>
/// <param name="Organization">Its name.</param>
public sealed record CloseMonth(MonthClose Plan, string Organization);
