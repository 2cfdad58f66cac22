using Guildhall.App.Billing.Budgets;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.App.Billing.Prices;

namespace Guildhall.App;

/// <content>Prices, statements and budgets.</content>
public sealed partial class Installation
{
    public PriceRules PriceRules => new(Writer, Marketplaces, Options.Ids);

    public PriceQueries PriceQueries => new(Database, Marketplaces);

    public PricePreviews PricePreviews => new(Database, Marketplaces, Options.Clock);

    public ExchangeRates ExchangeRates => new(Database, Writer);

    public StatementQueries StatementQueries => new(Database, StatementDrafts, Options.Clock);

    public StatementActs StatementActs => new(Writer, StatementQueries);

    public BudgetEvaluation BudgetEvaluation { get; }

    public BudgetWatch BudgetWatch { get; }

    public BudgetMaking BudgetMaking => new(Writer, Marketplaces, BudgetWatch, Options.Ids);

    public BudgetQueries BudgetQueries => new(Database, Options.Clock);

    public AccountMonths AccountMonths => new(Database, Options.Clock);

    /// <summary>One for all: it keeps drafts.</summary>
    private StatementDrafts StatementDrafts => field ??= new StatementDrafts(Database, Marketplaces);

    public ClosableMonths ClosableMonths => new(Database, Options.Clock);

    public MonthClosing MonthClosing => new(Database, StatementDrafts, Writer, Options.Ids, Options.Clock);
}
