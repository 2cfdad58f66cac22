namespace Guildhall.Domain.Billing;

/// <summary>How priced costs become lines: of each account by block, product, type and agreement. vendor-integration.md 15.5.</summary>
public static class StatementLines
{
    /// <summary>Account after account, in each block after block, by name; what belongs to no account last.</summary>
    public static IComparer<StatementLine> Order { get; } = Comparer<StatementLine>.Create(Compare);

    public static IEnumerable<CompanyLine> Of(IEnumerable<PricedCost> costs) =>
        costs.GroupBy(c => (c.Account.Company, c.Key.Currency, c.Account.Id, BlockOf(c), c.Key.ProductCode, c.Key.ProductName, c.Key.LineItemType, c.Key.AgreementId), LineOf);

    private static StatementBlock BlockOf(PricedCost cost) =>
        cost.Addition ? StatementBlock.Charges : cost.Key.BillingEntity == BillingEntity.Marketplace ? StatementBlock.Marketplace : StatementBlock.Aws;

    private static CompanyLine LineOf((string? Company, string Currency, string Account, StatementBlock Block, string Product, string Name, string Type, string Agreement) of, IEnumerable<PricedCost> costs)
    {
        Int128 cost = 0, priced = 0;
        foreach (var line in costs) (cost, priced) = (cost + line.Cost, priced + line.Priced);
        var made = new StatementLine
        {
            Block = of.Block,
            Account = of.Account,
            Product = of.Product,
            Name = of.Name,
            LineItemType = of.Type,
            Agreement = of.Agreement,
            Cost = cost,
            Priced = priced,
        };
        return new CompanyLine(of.Company, of.Currency, made);
    }

    private static int Compare(StatementLine? left, StatementLine? right)
    {
        var (a, b) = (left!, right!);
        var order = (a.Account.Length == 0).CompareTo(b.Account.Length == 0);
        if (order == 0) order = string.CompareOrdinal(a.Account, b.Account);
        if (order == 0) order = a.Block.CompareTo(b.Block);
        if (order == 0) order = string.CompareOrdinal(a.Name, b.Name);
        if (order == 0) order = string.CompareOrdinal(a.Product, b.Product);
        if (order == 0) order = string.CompareOrdinal(a.LineItemType, b.LineItemType);
        if (order == 0) order = string.CompareOrdinal(a.Agreement, b.Agreement);
        return order == 0 ? Nullable.Compare(a.Corrects, b.Corrects) : order;
    }
}
