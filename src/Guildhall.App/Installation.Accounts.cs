using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;

namespace Guildhall.App;

/// <content>Orders of AWS accounts, and the accounts.</content>
public sealed partial class Installation
{
    public OrderQueries Orders { get; }

    public AccountOrders AccountOrders { get; }

    public OrderApprovals OrderApprovals { get; }

    public AccountQueries Accounts { get; }

    public AccountActs AccountActs { get; }

    public AccountMoves AccountMoves { get; }

    public AccountClosures AccountClosures { get; }

    public AccountTagSets AccountTags { get; }

    public AccountFacts AccountFacts { get; }
}
