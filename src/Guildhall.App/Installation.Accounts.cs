using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.App.Vending.Products;

namespace Guildhall.App;

/// <content>Orders of AWS accounts, and the accounts.</content>
public sealed partial class Installation
{
    public OrderQueries Orders { get; }

    public AccountOrders AccountOrders { get; }

    public AccountProducts AccountProducts => new(Database, Writer);

    public OrderApprovals OrderApprovals { get; }

    public AccountQueries Accounts { get; }

    public AccountActs AccountActs { get; }

    public AccountMoves AccountMoves => new(Database, Marketplaces, AccountActs, Options.Ids);

    public AccountClosures AccountClosures => new(Database, Marketplaces, AccountActs, Options.Ids, Options.Clock);

    public ClosingLapses ClosingLapses => new(Database, Writer, Options.Ids, Options.Clock);

    public AccountTagSets AccountTags => new(Database, Marketplaces, Connections, AccountActs, Options.Ids);

    public AccountAccess AccountAccess => new(Database, Writer, Marketplaces, Connections);

    public ManagementAccess ManagementAccess => new(Database, Writer, Marketplaces, Connections);

    public AccountLabelling AccountLabelling => new(Marketplaces, AccountActs, BudgetWatch, Options.Ids);

    public AccountFacts AccountFacts => new(Database, Marketplaces, Connections, AccountActs, Options.Ids);
}
