using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Products;

public sealed class DenyProductProcurementTests
{
    [Fact]
    public void Denied_products_keep_their_notes_and_order()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.Experience();

        hall.Do(id, new DenyProductProcurement([new(["prod-b"], "Licence conflict"), new(["prod-a"])]));

        Assert.Equal([new(new ProductId("prod-b"), "Licence conflict"), new ProductGrant(new ProductId("prod-a"), null)], hall[id].Policy!.Denied);
    }

    [Fact]
    public void Notes_are_public_when_the_denial_says_so_until_the_next_change_of_the_product()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b", "prod-c");
        var id = hall.Experience();

        hall.Do(id, new DenyProductProcurement([new(["prod-a", "prod-b"], "Licence conflict", NotesPublic: true), new(["prod-c"], NotesPublic: true)]));
        var first = hall[id].Policy!;
        hall.Do(id, new DenyProductProcurement([new(["prod-a"], "Another reason")]));
        hall.Do(id, Words.Allow("prod-b"));

        Assert.Equal("Licence conflict", first.PublicNoteOf(new ProductId("prod-b")));
        Assert.Null(first.PublicNoteOf(new ProductId("prod-c")));
        Assert.Empty(hall[id].Policy!.PublicNotes);
    }

    [Fact]
    public void Only_notes_on_denied_products_can_be_public()
    {
        ProductItem[] items = [new(["prod-a"], "Seen by everybody", NotesPublic: true)];

        Assert.Empty(new DenyProductProcurement([.. items]).Validate());
        Assert.Equal("Products", Assert.Single(new AllowProductProcurement([.. items]).Validate()).Member);
        Assert.Equal("Products", Assert.Single(new RemoveProductProcurement([.. items]).Validate()).Member);
    }

    [Fact]
    public void Denying_leaves_open_requests_open_and_blocks_blocked()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Engineer);
        hall.Do(hall.Request(Hall.Engineer, "prod-b"), new DeclineProductProcurementRequest(BlockFutureRequests: true));
        var asked = hall.Request(Hall.Engineer, "prod-a");

        hall.Do(id, Words.Deny("prod-a", "prod-b"));

        Assert.True(hall.RequestOf(asked).Pending);
        Assert.Equal([new ProductId("prod-b")], hall[id].Policy!.Blocked);
        Assert.Empty(hall.Facts);
    }

    [Fact]
    public void M21_an_administrator_does_not_take_out_an_allowed_private_product_but_a_MarketplaceManager_does()
    {
        var hall = WithPrivateProduct(out var id);

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.Refusal(id, Words.Deny("prod-private")));
        Assert.Contains("MarketplaceManager", hall.Refusals(id, Words.Deny("prod-private")).Single().Message, StringComparison.Ordinal);
        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.Refusal(id, Words.Remove("prod-private")));
        Assert.IsType<ChangeOutcome.Succeeded>(hall.AsManager().Try((id, Words.Remove("prod-private"))));
        Assert.Equal(["prod-private"], hall.AsManager().Do(id, Words.Deny("prod-private")).Denied(id));
    }

    [Fact]
    public void M21_holds_in_a_mixed_change_as_well()
    {
        var hall = WithPrivateProduct(out var id).Selling("prod-a");

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.Refusal(id, Words.Deny("prod-a", "prod-private")));
    }

    [Fact]
    public void A_withdrawn_product_is_not_private()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.Experience();
        hall.Do(id, Words.Allow("prod-a")).Selling(Hall.Product("prod-a", ProductVisibility.Restricted));

        Assert.Equal(["prod-a"], hall.Do(id, Words.Deny("prod-a")).Denied(id));
    }

    [Fact]
    public void Unknown_products_and_a_missing_policy_are_refused()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.Do(new EntityId("exp-bare"), new CreateExperience("Bare"));

        Assert.Equal("PRODUCT_NOT_FOUND", hall.Refusal(hall.Experience(), Words.Deny("prod-a", "prod-absent")));
        Assert.Equal("ENTITY_NOT_FOUND", hall.Refusal(new EntityId("exp-bare"), Words.Deny("prod-a")));
    }

    [Fact]
    public void The_limits_are_those_of_allowing()
    {
        Assert.Single(Words.Deny([.. Enumerable.Range(0, 51).Select(i => $"prod-{i}")]).Validate());
        Assert.Single(Words.Deny("prod-a", "prod-a").Validate());
        Assert.Single(Words.Deny().Validate());
    }

    internal static Hall WithPrivateProduct(out EntityId id)
    {
        var hall = Hall.Integrated().Selling(Hall.Product("prod-private", ProductVisibility.Limited, Hall.Management));
        id = hall.Experience();
        return hall.Do(id, Words.Allow("prod-private"));
    }
}
