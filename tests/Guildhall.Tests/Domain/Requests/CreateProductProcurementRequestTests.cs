using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Requests;

public sealed class CreateProductProcurementRequestTests
{
    private static readonly EntityId New = new("prodprocreq-new");

    [Fact]
    public void M22_a_request_is_pending_for_30_days_with_the_experience_that_governs_the_requester()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Engineering);

        hall.As(Hall.Engineer).Do(New, new CreateProductProcurementRequest([new("prod-a"), new("prod-b")], "Needed", "PO-2207"));

        var made = hall.RequestOf(New);
        Assert.Equal((RequestStatus.Pending, 1, id, Hall.Engineer), (made.Status, made.Revision, made.Experience, made.Requester.Value));
        Assert.Equal(("Needed", "PO-2207", $"arn:aws:iam::{Hall.Engineer}:user/somebody"), (made.Reason, made.PurchaseOrderNumber, made.RequesterArn));
        Assert.Equal((hall.Now, hall.Now.AddDays(30)), (made.Created, made.Expires));
        Assert.Equal([new(new("prod-a"), "Title of prod-a", "Example Software"), new RequestedProduct(new("prod-b"), "Title of prod-b", "Example Software")], made.Products);
        Assert.Equal([new Fact.RequestChanged(made)], hall.Facts);
    }

    [Fact]
    public void The_lifetime_is_a_setting()
    {
        var hall = Governed();
        hall.Tuned = context => context with { RequestLifetime = TimeSpan.FromDays(3) };

        Assert.Equal(hall.Now.AddDays(3), hall.Do(New, Words.Ask("prod-a")).RequestOf(New).Expires);
    }

    [Fact]
    public void A_request_stays_with_its_experience_when_another_governs_the_requester()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var first = hall.LiveExperience("First", Hall.Engineering);
        var asked = hall.Request(Hall.Engineer, "prod-a");

        hall.LiveExperience("Second", Hall.Engineer);

        Assert.Equal((first, true), (hall.RequestOf(asked).Experience, hall.RequestOf(asked).Pending));
    }

    [Fact]
    public void M22_while_requests_are_off_there_are_none_and_pending_ones_stay()
    {
        var hall = Governed();
        var asked = hall.Request(Hall.Engineer, "prod-a");

        hall.As(Hall.Management).Do(Experience(hall), new UpdateProcurementPolicy(new(PolicyResourceRequests.Deny)));

        Assert.Equal("REQUESTS_DISABLED", hall.As(Hall.Accountant).Refusal(New, Words.Ask("prod-b")));
        Assert.True(hall.RequestOf(asked).Pending);
    }

    [Fact]
    public void An_account_that_nothing_governs_or_that_no_policy_binds_has_nothing_to_request()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        Assert.Equal("REQUESTS_DISABLED", hall.As(Hall.Engineer).Refusal(New, Words.Ask("prod-a")));
        Assert.Equal("REQUESTS_DISABLED", hall.As("888877776666").Refusal(New, Words.Ask("prod-a")));

        var bare = new EntityId("exp-bare");
        hall.As(Hall.Management).Do(bare, new CreateExperience("Bare"), new Guildhall.Domain.Audiences.AssociateAudience([Hall.Engineer]), new UpdateExperience(Status: ExperienceStatus.Enabled));
        Assert.Equal("REQUESTS_DISABLED", hall.As(Hall.Engineer).Refusal(New, Words.Ask("prod-a")));
    }

    [Fact]
    public void What_is_approved_or_always_entitled_is_not_requested()
    {
        var hall = Governed().Selling(Hall.Product("prod-model") with { AlwaysEntitled = true });
        hall.As(Hall.Management).Do(Experience(hall), Words.Allow("prod-a"));

        Assert.Equal("PRODUCT_ALREADY_ALLOWED", hall.As(Hall.Engineer).Refusal(New, Words.Ask("prod-a")));
        Assert.Equal("PRODUCT_ALREADY_ALLOWED", hall.Refusal(New, Words.Ask("prod-model")));
    }

    [Fact]
    public void M23_a_denied_product_can_be_requested_again_but_a_blocked_one_cannot()
    {
        var hall = Governed();
        hall.As(Hall.Management).Do(Experience(hall), Words.Deny("prod-b"));
        hall.Do(hall.Request(Hall.Accountant, "prod-a"), new DeclineProductProcurementRequest("No", BlockFutureRequests: true));

        Assert.Equal("PRODUCT_REQUEST_BLOCKED", hall.As(Hall.Engineer).Refusal(New, Words.Ask("prod-a")));
        hall.Do(New, Words.Ask("prod-b"));
    }

    [Fact]
    public void S22_a_private_product_is_requested_only_by_accounts_its_offer_names()
    {
        var hall = Governed().Selling(Hall.Product("prod-private", ProductVisibility.Limited, Hall.Engineer));

        Assert.Equal("PRODUCT_NOT_FOUND", hall.As(Hall.Accountant).Refusal(New, Words.Ask("prod-private")));
        hall.As(Hall.Engineer).Do(New, Words.Ask("prod-private"));
    }

    [Fact]
    public void Each_refused_product_is_named_even_where_unknown_ones_are_accepted_in_policies()
    {
        var hall = Governed();
        hall.As(Hall.Management).Do(Experience(hall), Words.Allow("prod-a"));
        hall.As(Hall.Engineer).Tuned = context => context with { AcceptUnknownProducts = true };

        Assert.Equal(
            ["PRODUCT_NOT_FOUND", "PRODUCT_ALREADY_ALLOWED"],
            hall.Refusals(New, Words.Ask("prod-a", "prod-b", "prod-absent")).Select(p => p.Code));
    }

    [Fact]
    public void An_account_asks_once_for_a_product_and_others_may_ask_as_well()
    {
        var hall = Governed();
        var first = hall.Request(Hall.Engineer, "prod-a");

        var problem = Assert.Single(hall.As(Hall.Engineer).Refusals(New, Words.Ask("prod-b", "prod-a")));
        hall.Request(Hall.Accountant, "prod-a");

        Assert.Equal("ENTITY_ALREADY_EXISTS", problem.Code);
        Assert.Contains(first.Value, problem.Message, StringComparison.Ordinal);
        hall.Do(first, new CancelProductProcurementRequest()).Do(New, Words.Ask("prod-a"));
    }

    [Fact]
    public void M27_a_standalone_account_requests_from_itself()
    {
        var hall = Hall.Standalone().Selling("prod-a");
        hall.LiveExperience("Mine");

        Assert.Equal(Hall.Management, hall.Do(New, Words.Ask("prod-a")).RequestOf(New).Requester.Value);
    }

    [Fact]
    public void One_to_ten_different_products_and_a_reason_of_2000_characters_are_taken()
    {
        string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"prod-{i}")];
        CreateProductProcurementRequest Because(string reason) => new([new("prod-a")], reason);

        Change[] refused =
        [
            Words.Ask(), Words.Ask(Ids(11)), Words.Ask("prod-a", "prod-a"), Words.Ask("not an id"), new CreateProductProcurementRequest([null!], "Needed"),
            new CreateProductProcurementRequest([new(null!)], "Needed"), Because(""), Because(" "), Because(new string('x', 2_001)),
            new CreateProductProcurementRequest([new("prod-a")], "Needed", new string('x', 201)),
        ];

        Assert.All(refused, change => Assert.Single(change.Validate()));
        Assert.Empty(Words.Ask(Ids(10)).Validate());
        Assert.Empty(new CreateProductProcurementRequest([new("prod-a")], new string('x', 2_000), new string('x', 200)).Validate());
    }

    /// <summary>The organization governed by one live experience; the engineer acts.</summary>
    private static Hall Governed()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        hall.LiveExperience("Live", Hall.Whole);
        return hall.As(Hall.Engineer);
    }

    private static EntityId Experience(Hall hall) => hall.Marketplace.Experiences.Keys.Single();
}
