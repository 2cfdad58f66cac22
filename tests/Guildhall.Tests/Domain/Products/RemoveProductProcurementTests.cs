using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.Tests.Domain.Products;

public sealed class RemoveProductProcurementTests
{
    [Fact]
    public void M07_removed_products_are_in_neither_list()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b", "prod-c");
        var id = hall.Experience();
        hall.Do((id, Words.Allow("prod-a", "prod-b")), (id, Words.Deny("prod-c")));

        hall.Do(id, Words.Remove("prod-a", "prod-c"));

        Assert.Equal(["prod-b"], hall.Allowed(id));
        Assert.Empty(hall.Denied(id));
    }

    [Fact]
    public void It_runs_after_denying_and_before_allowing() => Assert.Equal(
        ["DenyProductProcurement", "RemoveProductProcurement", "AllowProductProcurement"],
        ChangeTypes.All.Where(t => t.Name.EndsWith("ProductProcurement", StringComparison.Ordinal)).Select(t => t.Name));

    [Fact]
    public void A_product_that_left_the_catalogue_can_be_taken_out_but_an_unknown_one_is_refused()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();
        hall.Tuned = context => context with { AcceptUnknownProducts = true };
        hall.Do(id, Words.Allow("prod-gone"));
        hall.Tuned = context => context;

        Assert.Empty(hall.Do(id, Words.Remove("prod-gone")).Allowed(id));
        Assert.Equal("PRODUCT_NOT_FOUND", hall.Refusal(id, Words.Remove("prod-absent")));
    }

    [Fact]
    public void Removing_what_is_in_neither_list_changes_nothing()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.Experience();
        hall.Do(id, Words.Allow("prod-b"));

        Assert.Equal(["prod-b"], hall.Do(id, Words.Remove("prod-a")).Allowed(id));
    }

    [Fact]
    public void M21_a_denied_private_product_may_be_taken_out_by_an_administrator()
    {
        var hall = DenyProductProcurementTests.WithPrivateProduct(out var id);
        hall.AsManager().Do(id, Words.Deny("prod-private"));

        Assert.Empty(hall.As(Hall.Management).Do(id, Words.Remove("prod-private")).Denied(id));
    }

    [Fact]
    public void The_limits_are_those_of_allowing() => Assert.Single(Words.Remove("prod-a", "prod-a").Validate());

    [Fact]
    public void An_archived_or_unknown_experience_is_refused()
    {
        var hall = Hall.Integrated().Selling("prod-a");

        Assert.Equal("EXPERIENCE_RESTRICTED", hall.Refusal(hall.ArchivedExperience("Old"), Words.Remove("prod-a")));
        Assert.Equal("ENTITY_NOT_FOUND", hall.Refusal(new EntityId("exp-absent"), Words.Remove("prod-a")));
    }
}
