using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;

namespace Guildhall.Tests.App.Vending;

public sealed class OrderViewTests
{
    [Theory]
    [InlineData(OrderState.Creating, EffectState.Waiting, false)]
    [InlineData(OrderState.Creating, EffectState.Calling, false)]
    [InlineData(OrderState.Failed, EffectState.Waiting, true)]
    [InlineData(OrderState.Configuring, EffectState.Failed, true)]
    [InlineData(OrderState.Configuring, EffectState.NeedsReview, true)]
    [InlineData(OrderState.Configuring, EffectState.Cancelled, true)]
    public void An_order_rests_when_it_has_ended_or_a_step_goes_on_by_no_rule(OrderState state, EffectState step, bool rests)
    {
        var row = new OrderRow { Id = "order-1", Buyer = "", OrderedBy = "test", LinkId = "link-1", Name = "Team", State = state.ToString(), Form = "{}" };
        OrderStep[] steps = [new(OrderSteps.Create, EffectState.Done, 1, null, null, null), new(OrderSteps.Move, step, 1, null, null, null)];
        Assert.Equal(rests, new OrderView(row, state, new AccountOrder { Name = "Team" }, "Acme", [.. steps]).Rests);
    }
}
