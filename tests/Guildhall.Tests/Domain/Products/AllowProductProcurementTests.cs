using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Products;

public sealed class AllowProductProcurementTests
{
    [Fact]
    public void M07_allowed_products_are_listed_in_the_order_they_were_added()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b", "prod-c");
        var id = hall.Experience();

        hall.Do(id, Words.Allow("prod-c", "prod-a")).Do(id, Words.Allow("prod-b"));

        Assert.Equal(["prod-c", "prod-a", "prod-b"], hall.Allowed(id));
        Assert.Equal((3, 3), (hall[id].Policy!.Revision, hall[id].Revision));
    }

    [Fact]
    public void A_product_moves_from_the_denied_and_back_and_is_in_one_list_at_a_time()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.Experience();
        hall.Do(id, Words.Deny("prod-a", "prod-b"));

        hall.Do(id, Words.Allow("prod-a"));
        Assert.Equal(("prod-a", "prod-b"), (Assert.Single(hall.Allowed(id)), Assert.Single(hall.Denied(id))));

        hall.Do(id, Words.Deny("prod-a"));
        Assert.Empty(hall.Allowed(id));
        Assert.Equal(["prod-b", "prod-a"], hall.Denied(id));
    }

    [Fact]
    public void Allowing_again_keeps_the_place_and_replaces_the_notes()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.Experience();
        hall.Do(id, new AllowProductProcurement([new(["prod-a", "prod-b"], "Reviewed")]));

        hall.Do(id, new AllowProductProcurement([new(["prod-a"], "Reviewed again"), new(["prod-b"])]));

        Assert.Equal([new(new ProductId("prod-a"), "Reviewed again"), new ProductGrant(new ProductId("prod-b"), null)], hall[id].Policy!.Allowed);
    }

    [Fact]
    public void Without_a_policy_nothing_is_allowed()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.Do(new EntityId("exp-bare"), new CreateExperience("Bare"));

        Assert.Equal("ENTITY_NOT_FOUND", hall.Refusal(new EntityId("exp-bare"), Words.Allow("prod-a")));
    }

    [Fact]
    public void Every_unknown_product_is_named_and_none_is_allowed()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        string[] unknown = [.. Enumerable.Range(0, 49).Select(i => $"prod-{i:D59}")];

        var problems = hall.Refusals(hall.Experience(), new AllowProductProcurement([new([.. unknown]), new(["prod-a"])]));

        Assert.All(problems, p => Assert.Equal("PRODUCT_NOT_FOUND", p.Code));
        Assert.All(problems, p => Assert.True(p.Message.Length <= 2_048));
        Assert.All(unknown, id => Assert.Single(problems, p => p.Message.Contains(id, StringComparison.Ordinal)));
        Assert.DoesNotContain(problems, p => p.Message.Contains("prod-a", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_products_are_kept_where_the_installation_accepts_them()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();
        hall.Tuned = context => context with { AcceptUnknownProducts = true };

        hall.Do(id, Words.Allow("prod-not-yet"));
        hall.Tuned = context => context;

        Assert.Equal(["prod-not-yet"], hall.Allowed(id));
        Assert.Equal(["prod-not-yet"], hall.Do(id, Words.Allow("prod-not-yet")).Allowed(id));
        Assert.Equal(["prod-not-yet"], hall.Do(id, Words.Deny("prod-not-yet")).Denied(id));
    }

    [Fact]
    public void Products_that_are_always_entitled_are_not_approved()
    {
        var hall = Hall.Integrated().Selling(Hall.Product("prod-model") with { AlwaysEntitled = true });
        var id = hall.Experience();

        Assert.Equal("PRODUCT_ALREADY_ALLOWED", hall.Refusal(id, Words.Allow("prod-model")));
        Assert.Equal("PRODUCT_ALREADY_ALLOWED", hall.Refusal(id, Words.Deny("prod-model")));
    }

    [Fact]
    public void M20_a_private_product_is_added_only_by_an_account_its_offer_names()
    {
        var hall = Hall.Integrated().Selling(Hall.Product("prod-private", ProductVisibility.Limited, Hall.Delegated, Hall.Engineer));
        var id = hall.Experience();

        Assert.Equal("PRODUCT_NOT_FOUND", hall.Refusal(id, Words.Allow("prod-private")));
        Assert.Equal("PRODUCT_NOT_FOUND", hall.Refusal(id, Words.Deny("prod-private")));
        Assert.Equal(["prod-private"], hall.As(Hall.Delegated).Do(id, Words.Allow("prod-private")).Allowed(id));
        Assert.Equal(["prod-private"], hall.As(Hall.Management).Do(id, Words.Allow("prod-private")).Allowed(id));
    }

    [Fact]
    public void M20_a_private_product_and_an_absent_one_are_refused_in_the_same_words()
    {
        var hall = Hall.Integrated().Selling(Hall.Product("prod-secret", ProductVisibility.Limited, Hall.Engineer));
        var id = hall.Experience();

        Assert.Equal(
            hall.Refusals(id, Words.Allow("prod-secret")).Single().Message,
            hall.Refusals(id, Words.Allow("prod-absent")).Single().Message.Replace("absent", "secret", StringComparison.Ordinal));
    }

    [Fact]
    public void M23_allowing_clears_the_block()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Engineer);
        hall.Do(hall.Request(Hall.Engineer, "prod-a", "prod-b"), new DeclineProductProcurementRequest("No", BlockFutureRequests: true));

        hall.Do(id, Words.Allow("prod-a"));

        Assert.Equal([new ProductId("prod-b")], hall[id].Policy!.Blocked);
    }

    [Fact]
    public void Allowing_approves_the_open_requests_of_that_experience_for_that_product()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var (mine, other) = (hall.LiveExperience("Mine", Hall.Engineer), hall.LiveExperience("Other", Hall.Accountant));
        var (asked, elsewhere, another) =
            (hall.Request(Hall.Engineer, "prod-a"), hall.Request(Hall.Accountant, "prod-a"), hall.Request(Hall.Engineer, "prod-b"));

        hall.Do(mine, Words.Allow("prod-a"));

        Assert.Equal((RequestStatus.Approved, "approved by policy change", 2), (hall.RequestOf(asked).Status, hall.RequestOf(asked).Decision!.Note, hall.RequestOf(asked).Revision));
        Assert.Equal(hall.Now, hall.RequestOf(asked).Decision!.Date);
        Assert.All(new[] { elsewhere, another }, r => Assert.True(hall.RequestOf(r).Pending));
        Assert.Equal([new Fact.RequestChanged(hall.RequestOf(asked))], hall.Facts);
        Assert.Empty(hall.Allowed(other));
    }

    [Fact]
    public void A_request_for_several_products_is_approved_when_the_last_of_them_is_allowed()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Engineer);
        var asked = hall.Request(Hall.Engineer, "prod-a", "prod-b");

        Assert.True(hall.Do(id, Words.Allow("prod-b")).RequestOf(asked).Pending);
        Assert.Equal(RequestStatus.Approved, hall.Do(id, Words.Allow("prod-a")).RequestOf(asked).Status);
    }

    [Fact]
    public void A_policy_has_at_most_100000_products()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b", "prod-c");
        var id = hall.Experience();
        hall.Do(id, Words.Allow("prod-a"));
        var full = Enumerable.Range(0, ProcurementPolicy.Limit - 2).Select(i => new ProductGrant(new ProductId($"prod-{i}"), null));
        hall.Marketplace = hall.Marketplace.With(hall[id] with { Policy = hall[id].Policy! with { Denied = [.. full] } });

        Assert.Equal("LIMIT_EXCEEDED", hall.Refusal(id, Words.Allow("prod-b", "prod-c")));
        hall.Do(id, Words.Allow("prod-a", "prod-b"));
        Assert.Equal("LIMIT_EXCEEDED", hall.Refusal(id, Words.Deny("prod-c")));
        hall.Do(id, Words.Deny("prod-5", "prod-a"));
    }

    [Fact]
    public void Fifty_different_ids_over_all_items_are_the_limit()
    {
        ImmutableArray<string> Ids(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"prod-{i}")];

        Assert.Empty(new AllowProductProcurement([new(Ids(0, 25)), new(Ids(25, 25))]).Validate());
        Assert.Single(new AllowProductProcurement([new(Ids(0, 25)), new(Ids(25, 26))]).Validate());
        Assert.Single(new AllowProductProcurement([new(Ids(0, 2)), new(Ids(1, 2))]).Validate());
    }

    [Fact]
    public void Empty_lists_missing_elements_bad_ids_and_long_notes_are_refused_at_once()
    {
        Change[] refused =
        [
            new AllowProductProcurement([]), new AllowProductProcurement([new([])]), new AllowProductProcurement([null!]), new AllowProductProcurement([new([null!])]),
            Words.Allow(""), Words.Allow("prod a"), Words.Allow(new string('x', 65)), Words.Allow("prod-a\n"),
            new AllowProductProcurement([new(["prod-a"], new string('x', 1_025))]),
        ];

        Assert.All(refused, change => Assert.Single(change.Validate()));
        Assert.Empty(new AllowProductProcurement([new([new string('x', 64)], new string('x', 1_024))]).Validate());
    }
}
