using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Domain.Vending;

public sealed class AccountLabelsTests
{
    [Fact]
    public void All_that_is_wrong_is_told_by_its_member()
    {
        var labels = new AccountLabels { Company = new string('x', 257), CostCentre = "a\u200bb", Purpose = "fine", Budget = 1.005m };

        Assert.Equal(["Budget", "Company", "CostCentre"], labels.Faults().Select(f => f.Member!).Order());
        Assert.Empty(new AccountLabels { Company = new string('x', 256), Budget = Guildhall.Domain.Billing.Budgets.Budget.Highest }.Faults());
        Assert.Single(new AccountLabels { Budget = Guildhall.Domain.Billing.Budgets.Budget.Highest + 1 }.Faults());
        Assert.Single(new AccountLabels { Budget = -0.01m }.Faults());
    }

    [Fact]
    public void An_empty_label_is_none() =>
        Assert.Equal(new AccountLabels { Purpose = "Tests" }, new AccountLabels { Company = "", CostCentre = " ", Purpose = "Tests" }.Tidied);

    [Fact]
    public void An_order_keeps_to_the_same_rules() =>
        Assert.Equal(["Company"], new AccountOrder { Name = "A", Company = "a\nb" }.Faults().Select(f => f.Member!));
}
